/**
 * The event engine: what happens, happens as an event of DSOL, at an instant in nanoseconds. A task
 * starts when {@link dev.lockstep.core.sim.Run} says that nothing it waits for is left; a lane that
 * chooses its next task does so in {@link dev.lockstep.core.sim.WorkConservingLane}; {@link
 * dev.lockstep.core.sim.EventLoop} is DSOL's clock and event list.
 *
 * <p>May use: {@code schedule}, {@code cost}, {@code timeline} and, alone in the whole program,
 * DSOL.
 */
package dev.lockstep.core.sim;
