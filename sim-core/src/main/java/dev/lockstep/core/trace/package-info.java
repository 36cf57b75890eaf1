/**
 * Timelines for other tools: the Chrome trace format, which Perfetto and chrome://tracing open.
 *
 * <p>Written by hand, in one pass, with the JDK alone. The reader lives with the other file formats
 * in {@code scenarios}.
 *
 * <p>May use: {@code schedule}, {@code timeline}.
 */
package dev.lockstep.core.trace;
