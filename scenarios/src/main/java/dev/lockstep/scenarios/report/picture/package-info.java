/**
 * Pictures of timelines: the layout as plain data, in pixels. What writes it is in {@code file}.
 *
 * <p>Nothing vanishes: slices too narrow to be seen are drawn as shares of time, so that the area
 * of a colour always stands for the time spent on it.
 *
 * <p>May use: {@code core.schedule}, {@code core.timeline}, {@code core.trace}.
 */
package dev.lockstep.scenarios.report.picture;
