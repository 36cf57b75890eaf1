/**
 * Pictures as files: SVG written by hand, or painted as PNG.
 *
 * <p>May use: the layout of pictures. Java2D in {@code PngWriter} alone.
 */
package dev.lockstep.scenarios.report.picture.file;
