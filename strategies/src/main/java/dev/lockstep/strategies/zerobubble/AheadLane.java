package dev.lockstep.strategies.zerobubble;

import java.util.Arrays;

/** One device in {@link WorkAhead}: what is left of its list, what is ready, what it keeps. */
final class AheadLane {

  static final long UNKNOWN = Long.MAX_VALUE;
  private static final int NONE = -1;

  private final int[] listed;
  private final int[] next;
  private final int types;
  private final long[][] readyAt;
  private final MemoryBound bound;
  private final int[] done;
  private int doneCount;
  private int head;
  private long held;
  private long nextArrival;

  AheadLane(int[] listed, int chunks, MemoryBound bound) {
    this.listed = listed;
    this.bound = bound;
    this.types = 3 * chunks;
    this.next = new int[listed.length];
    this.done = new int[listed.length];
    for (int i = 0; i < listed.length; i++) {
      next[i] = i + 1 < listed.length ? i + 1 : NONE;
    }
    this.head = listed.length == 0 ? NONE : 0;
    this.readyAt = new long[Work.TYPES][listed.length / types];
    for (long[] ofType : readyAt) {
      Arrays.fill(ofType, UNKNOWN);
    }
  }

  /** The inputs of a task are there from a time on. */
  void ready(int work, long at) {
    readyAt[Work.type(work)][Work.microBatch(work)] = at;
  }

  boolean isDone() {
    return head == NONE;
  }

  /** What ran, in order. */
  int[] done() {
    return done;
  }

  /** When something that is not ready yet will be, as far as that is known. */
  long nextArrival() {
    return nextArrival;
  }

  /**
   * Takes a task that can start: the first of the list, or a later one that is ready, fits, and
   * does not delay the first by more than the given share of its own time. Negative if there is
   * none.
   *
   * @param durations of the tasks, by {@link Work#type}
   * @param patience thousandths of a task's time
   */
  int take(long now, long[] durations, long patience) {
    long headReady = readyAt(head);
    nextArrival = UNKNOWN;
    if (headReady <= now) {
      return remove(NONE, head);
    }
    long kept = held;
    long peak = held;
    int seen = 0;
    int before = NONE;
    for (int at = head; at != NONE && seen != (1 << Work.TYPES) - 1; at = next[at]) {
      int kind = Work.kind(listed[at]);
      int bit = 1 << Work.type(listed[at]);
      long takes = bound.takes(kind);
      if ((seen & bit) == 0) {
        seen |= bit;
        long ready = readyAt(at);
        boolean fits = takes == 0 || Math.max(peak, held) + takes <= bound.most();
        if (ready > now) {
          nextArrival = Math.min(nextArrival, ready);
        } else if (fits && inTime(now, durations[Work.type(listed[at])], headReady, patience)) {
          return remove(before, at);
        }
      }
      peak = Math.max(peak, kept + takes);
      kept += takes - bound.releases(kind);
      before = at;
    }
    return NONE;
  }

  private static boolean inTime(long now, long duration, long headReady, long patience) {
    return patience != WorkAhead.NEVER
        && (headReady == UNKNOWN || now + duration <= headReady + patience * duration / 1000);
  }

  private long readyAt(int position) {
    return readyAt[Work.type(listed[position])][Work.microBatch(listed[position])];
  }

  private int remove(int before, int position) {
    if (before == NONE) {
      head = next[position];
    } else {
      next[before] = next[position];
    }
    int work = listed[position];
    held += bound.takes(Work.kind(work)) - bound.releases(Work.kind(work));
    done[doneCount++] = work;
    return work;
  }
}
