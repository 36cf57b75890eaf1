/**
 * Who waits for whom: why a device is idle, and what decided when a task started.
 *
 * <p>May use: {@code core.schedule}, {@code core.timeline}.
 */
package dev.lockstep.scenarios.report.waits;
