/**
 * Chrome traces read back: ours, to compare them with the timeline they came from, and those of
 * profilers.
 *
 * <p>May use: Jackson's streaming parser and {@code core.trace}.
 */
package dev.lockstep.scenarios.report.trace;
