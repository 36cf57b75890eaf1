/**
 * Formulas that people write, evaluated: expressions over the columns of a published table, and the
 * closed forms of a strategy's figures.
 *
 * <p>May use: EvalEx, and the catalogue's nearest words.
 */
package dev.lockstep.scenarios.formula;
