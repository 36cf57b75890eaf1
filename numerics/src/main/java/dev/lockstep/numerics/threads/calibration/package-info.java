/**
 * Times the tasks of a network's stages on this machine, and predicts a run on threads with them.
 *
 * <p>May use: {@code core.schedule}, {@code core.cost}, {@code core.timeline}, {@code core.replay},
 * {@code core.sim}, {@code numerics.run}, {@code numerics.tensor}, {@code numerics.threads}.
 */
package dev.lockstep.numerics.threads.calibration;
