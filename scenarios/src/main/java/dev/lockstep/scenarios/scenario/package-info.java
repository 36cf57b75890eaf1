/**
 * Scenario files: reading, checking and the JSON Schema.
 *
 * <p>A file is read in steps, each of which refuses what the next one need not think about: bytes
 * to text, text to a tree, tree against the schema, tree to records, sense of the numbers.
 *
 * <p>May use: {@code catalog}, and the packages below this one.
 */
package dev.lockstep.scenarios.scenario;
