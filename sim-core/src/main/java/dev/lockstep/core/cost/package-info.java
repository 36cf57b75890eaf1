/**
 * How long a task takes and how many bytes a value has. Engines see durations by task, and where
 * transfers share links their sizes, and nothing else of this.
 *
 * <p>May use: {@code model}, {@code cluster}, {@code schedule}.
 */
package dev.lockstep.core.cost;
