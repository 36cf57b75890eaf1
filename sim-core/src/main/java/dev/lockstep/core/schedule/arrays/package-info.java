/**
 * Growing arrays and numberings of primitives, for schedules of hundreds of thousands of tasks.
 *
 * <p>May use: the JDK. Of interest to {@code schedule} only.
 */
package dev.lockstep.core.schedule.arrays;
