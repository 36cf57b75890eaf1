package dev.lockstep.core.schedule.lowering;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.BitSet;

/**
 * Adds the transfers that a schedule implies: one for each value and device that reads it without
 * having written it, on a link lane for each ordered pair of devices, in the order in which the
 * sender writes them. The tasks of the other lanes keep their ids.
 */
public final class TransferLowering {

  private final Schedule schedule;
  private final ScheduleBuilder lowered;
  private final Dispatch linkDispatch;
  private final int[] writer;

  private TransferLowering(Schedule schedule, Dispatch linkDispatch) {
    this.schedule = schedule;
    this.linkDispatch = linkDispatch;
    this.lowered = ScheduleBuilder.startingFrom(schedule);
    this.writer = new int[schedule.valueCount()];
  }

  /** The same schedule with its transfers on private links, where nothing queues. */
  public static Schedule lower(Schedule schedule) {
    return lower(schedule, Dispatch.CONCURRENT);
  }

  /**
   * The same schedule with its transfers; itself if it has links already.
   *
   * @param linkDispatch how a link treats several transfers: {@code CONCURRENT} delays each by
   *     itself, {@code IN_ORDER} carries one at a time, in the order in which they were written
   */
  public static Schedule lower(Schedule schedule, Dispatch linkDispatch) {
    if (schedule.lanes().stream().anyMatch(Lane::isLink)) {
      return schedule;
    }
    TransferLowering lowering = new TransferLowering(schedule, linkDispatch);
    lowering.locateWriters();
    for (int device = 0; device < schedule.deviceCount(); device++) {
      lowering.addTransfersTo(device);
    }
    return lowering.lowered.build();
  }

  private void locateWriters() {
    for (int task = 0; task < schedule.taskCount(); task++) {
      for (int i = 0; i < schedule.writeCount(task); i++) {
        writer[schedule.write(task, i)] = task;
      }
    }
  }

  private void addTransfersTo(int device) {
    BitSet writers = new BitSet();
    BitSet received = new BitSet();
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      if (schedule.lanes().get(lane).device() == device) {
        noteReceived(lane, device, received, writers);
      }
    }
    LaneBuilder[] linkFrom = new LaneBuilder[schedule.deviceCount()];
    for (int task = writers.nextSetBit(0); task >= 0; task = writers.nextSetBit(task + 1)) {
      int sender = device(task);
      if (linkFrom[sender] == null) {
        linkFrom[sender] = lowered.link(sender, device, linkDispatch);
      }
      for (int i = 0; i < schedule.writeCount(task); i++) {
        if (received.get(schedule.write(task, i))) {
          linkFrom[sender].transfer(schedule.value(schedule.write(task, i)));
        }
      }
    }
  }

  private void noteReceived(int lane, int device, BitSet received, BitSet writers) {
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        if (schedule.valueKind(value).isTransferable() && device(writer[value]) != device) {
          received.set(value);
          writers.set(writer[value]);
        }
      }
    }
  }

  private int device(int task) {
    return schedule.lanes().get(schedule.laneOf(task)).device();
  }
}
