package dev.lockstep.scenarios.report.window;

/**
 * The slices of one row by start, none overlapping another. Immutable; slices are numbers from 0,
 * so that millions of them are no objects.
 */
public interface Slices {

  /** How many there are. */
  int count();

  /** When a slice starts, in nanoseconds. */
  long startNanos(int slice);

  /** When a slice ends, in nanoseconds; not before it starts. */
  long endNanos(int slice);

  /** What it shows; never {@link SliceKind#IDLE}. */
  SliceKind kind(int slice);

  /** What it stands for: a task of the schedule, or an event of a trace. */
  int id(int slice);
}
