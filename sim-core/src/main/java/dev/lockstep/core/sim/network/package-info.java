/**
 * Links that transfers share: who carries which of them when. {@link
 * dev.lockstep.core.sim.network.FifoNetwork} lets one at a time over a link, {@link
 * dev.lockstep.core.sim.network.FairShareNetwork} all at once, each at its max-min fair rate, which
 * {@link dev.lockstep.core.sim.network.MaxMin} finds.
 *
 * <p>May use: the JDK. Knows no tasks and no event list, only a {@link
 * dev.lockstep.core.sim.network.Clock}.
 */
package dev.lockstep.core.sim.network;
