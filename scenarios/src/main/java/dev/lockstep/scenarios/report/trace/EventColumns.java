package dev.lockstep.scenarios.report.trace;

import java.util.Arrays;

/** The events of one thread: columns that grow. */
final class EventColumns {

  private long[] startNanos = new long[16];
  private long[] endNanos = new long[16];
  private int[] names = new int[16];
  private int count;

  void add(long start, long end, int name) {
    if (count == names.length) {
      startNanos = Arrays.copyOf(startNanos, 2 * count);
      endNanos = Arrays.copyOf(endNanos, 2 * count);
      names = Arrays.copyOf(names, 2 * count);
    }
    startNanos[count] = start;
    endNanos[count] = end;
    names[count++] = name;
  }

  int count() {
    return count;
  }

  long startNanos(int event) {
    return startNanos[event];
  }

  long endNanos(int event) {
    return endNanos[event];
  }

  int name(int event) {
    return names[event];
  }
}
