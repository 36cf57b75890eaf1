package dev.lockstep.core.schedule.lowering;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds the transfers that a schedule implies: one for each value and device that reads it without
 * having written it, on a private link lane for each ordered pair of devices. The tasks of compute
 * lanes keep their ids.
 */
public final class TransferLowering {

  private final Schedule schedule;
  private final ScheduleBuilder lowered;
  private final int[] writerDevice;
  private final int[] lastReceiver;
  private final Map<Integer, LaneBuilder> links = new HashMap<>();

  private TransferLowering(Schedule schedule) {
    this.schedule = schedule;
    this.lowered = ScheduleBuilder.startingFrom(schedule);
    this.writerDevice = new int[schedule.valueCount()];
    this.lastReceiver = new int[schedule.valueCount()];
  }

  /** The same schedule with its transfers; itself if it has links already. */
  public static Schedule lower(Schedule schedule) {
    if (schedule.lanes().size() > schedule.deviceCount()) {
      return schedule;
    }
    TransferLowering lowering = new TransferLowering(schedule);
    lowering.locateWriters();
    for (int device = 0; device < schedule.deviceCount(); device++) {
      lowering.addTransfersTo(device);
    }
    return lowering.lowered.build();
  }

  private void locateWriters() {
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      int device = schedule.lanes().get(lane).device();
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        for (int i = 0; i < schedule.writeCount(task); i++) {
          writerDevice[schedule.write(task, i)] = device;
        }
      }
    }
    Arrays.fill(lastReceiver, -1);
  }

  private void addTransfersTo(int device) {
    for (int task = schedule.laneStart(device); task < schedule.laneEnd(device); task++) {
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        boolean comesFromElsewhere =
            writerDevice[value] != device && schedule.valueKind(value).isTransferable();
        if (comesFromElsewhere && lastReceiver[value] != device) {
          lastReceiver[value] = device;
          link(writerDevice[value], device).transfer(schedule.value(value));
        }
      }
    }
  }

  private LaneBuilder link(int from, int to) {
    int pair = from * schedule.deviceCount() + to;
    return links.computeIfAbsent(pair, p -> lowered.link(from, to, Dispatch.CONCURRENT));
  }
}
