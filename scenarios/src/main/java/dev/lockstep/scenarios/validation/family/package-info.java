/**
 * Published tables in compact form: a YAML file that says what a table is, with a template whose
 * placeholders the columns of a CSV file fill. One row of the table becomes one measured row.
 *
 * <p>May use: {@code row}, {@code scenario}'s readers, {@code formula}.
 */
package dev.lockstep.scenarios.validation.family;
