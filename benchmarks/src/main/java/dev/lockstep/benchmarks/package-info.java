/**
 * Benchmarks of what must be fast: planning and checking a schedule, replaying it, simulating it.
 * Measured by hand with JMH; the figures are kept in {@code docs/benchmarks.md}. May use every
 * module below the user interface; nothing depends on this package.
 */
package dev.lockstep.benchmarks;
