package dev.lockstep.scenarios.report.trace;

/**
 * One slice of a Chrome trace.
 *
 * @param device name of its process; the process's number if it has no name
 * @param lane name of its thread, without the number of a track; the thread's number if it has no
 *     name
 * @param name what stands on it, such as {@code 2F0}
 * @param category its category, such as {@code forward}; empty if it has none
 * @param startNanos when it starts
 * @param endNanos when it ends
 */
public record TraceSlice(
    String device, String lane, String name, String category, long startNanos, long endNanos) {}
