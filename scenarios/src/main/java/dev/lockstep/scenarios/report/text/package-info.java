/**
 * A timeline in a terminal: one line a device, one character a stretch of time.
 *
 * <p>May use: {@code report.picture} for kinds, colours and the axis.
 */
package dev.lockstep.scenarios.report.text;
