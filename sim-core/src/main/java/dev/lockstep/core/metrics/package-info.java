/**
 * Figures read off a schedule or a timeline, one class a family. All are pure functions.
 *
 * <p>Step times exist twice in the literature: the makespan over all devices, and the largest span
 * of one device, which the zero-bubble papers use. Both are here, and the bubble fractions that
 * belong to them.
 *
 * <p>May use: {@code cluster}, {@code schedule}, {@code cost}, {@code timeline}.
 */
package dev.lockstep.core.metrics;
