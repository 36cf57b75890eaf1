/**
 * The event engine: what happens, happens as an event of DSOL, at an instant in nanoseconds. A task
 * starts when {@link dev.lockstep.core.sim.Run} says that nothing it waits for is left; a lane that
 * chooses its next task does so in {@link dev.lockstep.core.sim.WorkConservingLane}; {@link
 * dev.lockstep.core.sim.EventLoop} is DSOL's clock and event list. Links that transfers share are
 * in {@code sim.network}; {@link dev.lockstep.core.sim.NetworkCarrier} hands transfers over to
 * them.
 *
 * <p>May use: {@code cluster}, {@code schedule}, {@code cost}, {@code timeline} and, alone in the
 * whole program, DSOL.
 */
package dev.lockstep.core.sim;
