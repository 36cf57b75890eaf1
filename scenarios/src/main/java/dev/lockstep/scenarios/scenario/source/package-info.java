/**
 * Files as users write them: bytes to text, text to a tree, tables, and the one line that says what
 * is wrong with them.
 *
 * <p>May use: {@code catalog}. The only package that parses JSON, YAML and CSV.
 */
package dev.lockstep.scenarios.scenario.source;
