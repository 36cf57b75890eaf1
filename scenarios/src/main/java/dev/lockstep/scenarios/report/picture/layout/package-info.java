/**
 * Where everything in a picture is: rows, slices, labels, axis, arrows.
 *
 * <p>May use: {@code report.picture}, {@code report.window}, {@code core.timeline}.
 */
package dev.lockstep.scenarios.report.picture.layout;
