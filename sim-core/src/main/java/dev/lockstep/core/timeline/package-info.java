/**
 * What happened when: the immutable outcome of an engine.
 *
 * <p>May use: {@code schedule}.
 */
package dev.lockstep.core.timeline;
