/**
 * Pictures of timelines as plain data, in pixels, and what of a run they show. {@code layout} makes
 * them, {@code report.paint} paints them.
 *
 * <p>Nothing vanishes: slices too narrow to be seen are drawn as shares of time, so that the area
 * of a colour always stands for the time spent on it.
 *
 * <p>May use: {@code report.window}.
 */
package dev.lockstep.scenarios.report.picture;
