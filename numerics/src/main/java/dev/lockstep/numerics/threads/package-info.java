/**
 * Carries a schedule out on threads, one for each device, and measures when each task started and
 * ended; and times the tasks of a network's stages on this machine, to predict such a run with.
 *
 * <p>May use: {@code core.schedule}, {@code core.timeline}, {@code core.cost}, {@code
 * numerics.run}, {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.threads;
