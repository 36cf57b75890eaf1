/**
 * Whether an order of work can be carried out at all, on plain arrays: finds an order in which
 * every task comes after what it waits for, or the ring of tasks that wait for one another.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.core.schedule.check;
