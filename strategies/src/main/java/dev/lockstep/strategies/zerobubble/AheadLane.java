package dev.lockstep.strategies.zerobubble;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One device in {@link WorkAhead}: what is left of its list and what is ready. */
final class AheadLane {

  static final long UNKNOWN = Long.MAX_VALUE;

  /** The place before the first in the list, which is a ring. */
  private static final int START = 0;

  private static final int ALL_TYPES = (1 << Work.TYPES) - 1;

  private final int[] listed;
  private final int[] next;
  private final long[][] readyAt;
  private final MemoryBound bound;
  private final IntStream.Builder done = IntStream.builder();

  AheadLane(int[] tasks, int chunks, MemoryBound bound) {
    this.bound = bound;
    this.listed = IntStream.concat(IntStream.of(0), Arrays.stream(tasks)).toArray();
    this.next = IntStream.range(0, listed.length).map(at -> (at + 1) % listed.length).toArray();
    this.readyAt = new long[Work.TYPES][tasks.length / (3 * chunks)];
    for (long[] ofType : readyAt) {
      Arrays.fill(ofType, UNKNOWN);
    }
  }

  /** The inputs of a task are there from a time on. */
  void ready(int work, long at) {
    readyAt[Work.type(work)][Work.microBatch(work)] = at;
  }

  boolean isDone() {
    return next[START] == START;
  }

  /** What ran, in order; asked once, in the end. */
  int[] done() {
    return done.build().toArray();
  }

  /** When something that is not ready yet will be, as far as that is known. */
  long nextArrival(long now) {
    long arrival = UNKNOWN;
    int seen = 0;
    for (int at = next[START]; at != START && seen != ALL_TYPES; at = next[at]) {
      int bit = 1 << Work.type(listed[at]);
      if ((seen & bit) == 0 && readyAt(at) > now) {
        arrival = Math.min(arrival, readyAt(at));
      }
      seen |= bit;
    }
    return arrival;
  }

  /**
   * Takes a task that can start: the first of the list, or a later one that is ready, fits, and
   * does not delay the first by more than the given share of its own time. Negative if there is
   * none.
   *
   * @param held what the device keeps now
   * @param durations of the tasks, by {@link Work#type}
   * @param patience thousandths of a task's time, or {@link WorkAhead#NEVER}
   */
  int take(long now, long held, long[] durations, long patience) {
    long headReady = readyAt(next[START]);
    if (headReady <= now) {
      return removeAfter(START);
    }
    long kept = held;
    long peak = held;
    int seen = 0;
    int before = START;
    for (int at = next[START]; at != START && seen != ALL_TYPES; at = next[at]) {
      int type = Work.type(listed[at]);
      long takes = bound.takes(Work.kind(listed[at]));
      boolean fits = takes == 0 || peak + takes <= bound.most();
      boolean first = (seen & 1 << type) == 0;
      if (first
          && fits
          && readyAt(at) <= now
          && inTime(now, durations[type], headReady, patience)) {
        return removeAfter(before);
      }
      seen |= 1 << type;
      peak = Math.max(peak, kept + takes);
      kept += takes - bound.releases(Work.kind(listed[at]));
      before = at;
    }
    return -1;
  }

  private static boolean inTime(long now, long duration, long headReady, long patience) {
    return patience != WorkAhead.NEVER
        && (headReady == UNKNOWN || now + duration <= headReady + patience * duration / 1000);
  }

  private long readyAt(int at) {
    return readyAt[Work.type(listed[at])][Work.microBatch(listed[at])];
  }

  private int removeAfter(int before) {
    int at = next[before];
    next[before] = next[at];
    done.add(listed[at]);
    return listed[at];
  }
}
