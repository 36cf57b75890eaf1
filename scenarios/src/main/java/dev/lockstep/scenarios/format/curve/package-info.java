/**
 * Figures of training runs over time, as pages and windows draw them: means of seeds, round numbers
 * along axes, colours.
 *
 * <p>May use: {@code train}.
 */
package dev.lockstep.scenarios.format.curve;
