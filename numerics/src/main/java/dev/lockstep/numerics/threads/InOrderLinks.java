package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;

/** Makes the transfers of a link that carries one at a time follow each other. */
final class InOrderLinks {

  private InOrderLinks() {}

  /**
   * A receiver that was asleep takes all that came meanwhile at one moment: what came later than
   * the first then starts, and ends, at that moment.
   */
  static void straighten(Schedule schedule, long[] startNanos, long[] endNanos) {
    for (int lane = schedule.deviceCount(); lane < schedule.lanes().size(); lane++) {
      if (schedule.lanes().get(lane).dispatch() == Dispatch.IN_ORDER) {
        for (int task = schedule.laneStart(lane) + 1; task < schedule.laneEnd(lane); task++) {
          startNanos[task] = Math.max(startNanos[task], endNanos[task - 1]);
          endNanos[task] = Math.max(startNanos[task], endNanos[task]);
        }
      }
    }
  }
}
