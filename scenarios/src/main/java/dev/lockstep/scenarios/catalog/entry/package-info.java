/**
 * What a catalogue says of a strategy: names, options and their values, and where strategies of
 * other jars come from.
 *
 * <p>May use: {@code core.strategy}, {@code core.schedule}.
 */
package dev.lockstep.scenarios.catalog.entry;
