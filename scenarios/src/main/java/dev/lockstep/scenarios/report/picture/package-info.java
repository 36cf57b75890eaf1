/**
 * Pictures of timelines: one layout as plain data, written as SVG by hand or painted as PNG.
 *
 * <p>Nothing vanishes: slices too narrow to be seen are drawn as shares of time, so that the area
 * of a colour always stands for the time spent on it.
 *
 * <p>May use: {@code core.schedule}, {@code core.timeline}, {@code core.trace}. Java2D in {@code
 * PngWriter} alone.
 */
package dev.lockstep.scenarios.report.picture;
