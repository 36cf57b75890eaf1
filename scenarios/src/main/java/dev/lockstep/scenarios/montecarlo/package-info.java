/**
 * Repetitions of what is random: numbers that depend on a key alone, so that threads and strategies
 * make no difference; means and quantiles with intervals; when there are enough repetitions.
 *
 * <p>May use: Commons Statistics, Commons RNG.
 */
package dev.lockstep.scenarios.montecarlo;
