/**
 * Runs that are kept in a folder while they learn: a file for each, whose head tells what it is of.
 *
 * <p>May use: {@code core.timeline}, {@code core.schedule}, {@code scenario}, {@code numerics}.
 */
package dev.lockstep.scenarios.train.checkpoint;
