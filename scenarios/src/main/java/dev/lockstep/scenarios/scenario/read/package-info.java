/**
 * From a file to a {@link dev.lockstep.scenarios.scenario.Scenario}: text to tree, tree against the
 * schema, tree to records, and the rules that hold between them. Whatever is wrong is said in one
 * line with file and place.
 *
 * <p>May use: {@code scenario} and its sections, keys and schema, {@code catalog}, {@code
 * hardware}.
 */
package dev.lockstep.scenarios.scenario.read;
