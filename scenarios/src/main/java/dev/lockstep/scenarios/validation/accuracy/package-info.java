/**
 * How far predictions are from measurements: errors, their summaries, and whether configurations
 * come in the right order. Plain arithmetic over pairs of figures.
 *
 * <p>May use: the JDK and the ranking of Commons Statistics.
 */
package dev.lockstep.scenarios.validation.accuracy;
