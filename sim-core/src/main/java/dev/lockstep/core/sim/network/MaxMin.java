package dev.lockstep.core.sim.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Max-min fair shares by progressive filling (Bertsekas and Gallager, Data Networks, 2nd edition,
 * 1992, section 6.5.2): all rates grow alike until a link is full or a flow is as fast as it can
 * be; the flows concerned stay at that rate, the others grow on.
 */
final class MaxMin {

  private static final double GROWING = -1;

  private final double[] bandwidth;
  private final double[] left;
  private final int[] growingOn;
  private final int[] used;
  private int usedCount;

  /**
   * Prepares for links of such bandwidths.
   *
   * @param bandwidthBytesPerSecond by link; flows only take links where it is finite
   */
  MaxMin(double[] bandwidthBytesPerSecond) {
    this.bandwidth = bandwidthBytesPerSecond;
    this.left = new double[bandwidth.length];
    this.growingOn = new int[bandwidth.length];
    this.used = new int[bandwidth.length];
  }

  /** Finds the share of each of some flows; no other flow is on any of their links. */
  void share(List<Flow> flows) {
    begin(flows);
    Flow[] slowestFirst = flows.toArray(Flow[]::new);
    Arrays.sort(slowestFirst, Comparator.comparingDouble(flow -> flow.mostBytesPerSecond));
    double level = 0;
    int next = 0;
    while (next < slowestFirst.length) {
      Flow slowest = slowestFirst[next];
      if (slowest.shareBytesPerSecond != GROWING) {
        next++;
        continue;
      }
      int fullest = fullest();
      // In exact arithmetic shares only grow; a rounded one must not fall behind.
      level = Math.max(level, left[fullest] / growingOn[fullest]);
      if (slowest.mostBytesPerSecond <= level) {
        level = slowest.mostBytesPerSecond;
        settle(slowest, level);
      } else {
        settleAllOn(fullest, level, flows);
      }
    }
  }

  private void begin(List<Flow> flows) {
    usedCount = 0;
    for (Flow flow : flows) {
      flow.shareBytesPerSecond = GROWING;
      for (int link : flow.links) {
        if (growingOn[link]++ == 0) {
          left[link] = bandwidth[link];
          used[usedCount++] = link;
        }
      }
    }
  }

  /** The link that is full first if all flows that still grow go on. */
  private int fullest() {
    int fullest = -1;
    for (int i = 0; i < usedCount; i++) {
      int link = used[i];
      if (growingOn[link] > 0
          && (fullest < 0 || left[link] / growingOn[link] < left[fullest] / growingOn[fullest])) {
        fullest = link;
      }
    }
    return fullest;
  }

  private void settleAllOn(int link, double bytesPerSecond, List<Flow> flows) {
    for (Flow flow : flows) {
      if (flow.shareBytesPerSecond == GROWING && takes(flow, link)) {
        settle(flow, bytesPerSecond);
      }
    }
  }

  private void settle(Flow flow, double bytesPerSecond) {
    flow.shareBytesPerSecond = bytesPerSecond;
    for (int link : flow.links) {
      left[link] -= bytesPerSecond;
      growingOn[link]--;
    }
  }

  private static boolean takes(Flow flow, int link) {
    for (int taken : flow.links) {
      if (taken == link) {
        return true;
      }
    }
    return false;
  }
}
