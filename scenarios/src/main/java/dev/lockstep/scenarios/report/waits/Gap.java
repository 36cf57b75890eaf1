package dev.lockstep.scenarios.report.waits;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * A time in which a compute stream does nothing.
 *
 * @param fromNanos end of the task before, or the beginning of the run
 * @param toNanos start of the next task, or the end of the run
 * @param next the next task; none behind the last one
 * @param awaited what {@code next} waited for: the task of another lane that ended last of those
 *     that must end before it
 * @param source the computation that this came from: {@code awaited} itself unless that is a
 *     transfer or a collective
 * @param parts what the gap consists of, in time order without a hole
 */
public record Gap(
    long fromNanos,
    long toNanos,
    OptionalInt next,
    OptionalInt awaited,
    OptionalInt source,
    List<Part> parts) {

  /** A part of a gap that has one cause. */
  public record Part(IdleCause cause, long fromNanos, long toNanos) {

    /** How much of it lies between two moments. */
    public long nanosWithin(long windowFromNanos, long windowToNanos) {
      return Math.max(0, Math.min(toNanos, windowToNanos) - Math.max(fromNanos, windowFromNanos));
    }
  }

  /** The cause of most of it. */
  public IdleCause cause() {
    return parts.stream()
        .max(Comparator.comparingLong(part -> part.toNanos() - part.fromNanos()))
        .orElseThrow()
        .cause();
  }
}
