/**
 * Paints pictures: as pixels on a screen or in a PNG, as text in an SVG. What is drawn, and where,
 * is in the picture; nothing is decided here.
 *
 * <p>May use: {@code report.picture}, {@code report.window}, Java2D.
 */
package dev.lockstep.scenarios.report.paint;
