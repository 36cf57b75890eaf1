/**
 * Passes that make a strategy's schedule concrete: where a task reads a value that another device
 * wrote, a transfer on the link between the two; where stages have replicas, the collectives that
 * sum their gradients.
 *
 * <p>May use: {@code schedule}.
 */
package dev.lockstep.core.schedule.lowering;
