/**
 * Studies: a base scenario and axes along which it changes, as numbered combinations.
 *
 * <p>May use: {@code formula}, {@code run}, {@code scenario}, {@code catalog.entry}, Jackson,
 * Commons Math for quasi-random samples.
 */
package dev.lockstep.scenarios.study;
