/**
 * Predictions against published measurements: gathers measured rows, predicts each, compares.
 *
 * <p>May use: the packages below this one, and {@code scenario} and {@code run}.
 */
package dev.lockstep.scenarios.validation;
