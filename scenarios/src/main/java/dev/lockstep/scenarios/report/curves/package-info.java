/**
 * Curves of what networks learn, against simulated time or mini-batches: a picture as data, and its
 * painters.
 *
 * <p>May use: {@code format.curve}, {@code report.paint}, {@code report.picture}.
 */
package dev.lockstep.scenarios.report.curves;
