/**
 * The fast engine: longest paths over arrays, without an event list. Exact where nothing contends.
 *
 * <p>May use: {@code schedule}, {@code cost}, {@code timeline}.
 */
package dev.lockstep.core.replay;
