package dev.lockstep.core.schedule;

import dev.lockstep.core.schedule.arrays.LongIntMap;
import dev.lockstep.core.schedule.arrays.TaskColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes a schedule down the way a paper does: lane by lane, task after task.
 *
 * <pre>{@code
 * ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
 * schedule.device(0).forward(0, 0).backward(0, 0).update(0);
 * schedule.device(1).forward(1, 0).backward(1, 0).update(1);
 * schedule.build();
 * }</pre>
 *
 * <p>Only the order within a lane matters, not the order in which lanes are written. What a task
 * reads and writes follows from the operation; {@link LaneBuilder} says how. Not thread-safe.
 */
public final class ScheduleBuilder {

  private final int stageCount;
  private final int microBatchesPerIteration;
  private final Dispatch dispatch;
  private final int slots;
  private final List<LaneBuilder> devices = new ArrayList<>();
  private final List<LaneBuilder> others = new ArrayList<>();
  private final LongIntMap values;

  /**
   * An empty schedule whose compute lanes keep the listed order.
   *
   * @param stageCount stages of the model over all devices
   * @param microBatchesPerIteration micro-batches of one mini-batch
   */
  public ScheduleBuilder(int stageCount, int microBatchesPerIteration) {
    this(stageCount, microBatchesPerIteration, Dispatch.IN_ORDER);
  }

  /** An empty schedule whose compute lanes choose their next task in the given way. */
  public ScheduleBuilder(int stageCount, int microBatchesPerIteration, Dispatch dispatch) {
    this(stageCount, microBatchesPerIteration, dispatch, 1, new LongIntMap());
  }

  /**
   * An empty schedule whose devices run so many tasks side by side: the first of the list whose
   * inputs are there, whenever a slot is free.
   */
  public static ScheduleBuilder sideBySide(
      int stageCount, int microBatchesPerIteration, int slots) {
    return new ScheduleBuilder(
        stageCount, microBatchesPerIteration, Dispatch.WORK_CONSERVING, slots, new LongIntMap());
  }

  private ScheduleBuilder(
      int stageCount,
      int microBatchesPerIteration,
      Dispatch dispatch,
      int slots,
      LongIntMap values) {
    if (stageCount < 1 || stageCount > Value.MAX_STAGES) {
      throw new ScheduleException(
          "%d stages; a schedule has 1 to %d".formatted(stageCount, Value.MAX_STAGES));
    }
    this.stageCount = stageCount;
    this.microBatchesPerIteration = microBatchesPerIteration;
    this.dispatch = dispatch;
    this.slots = slots;
    this.values = values;
  }

  /** A builder that starts with all lanes of a schedule and can add lanes to them. */
  public static ScheduleBuilder startingFrom(Schedule schedule) {
    return startingFrom(schedule, task -> Optional.empty());
  }

  /**
   * A builder that starts with all lanes of a schedule and can add lanes to them.
   *
   * @param alsoRead what a task of the schedule reads besides what it reads already
   */
  public static ScheduleBuilder startingFrom(
      Schedule schedule, IntFunction<Optional<Value>> alsoRead) {
    ScheduleBuilder builder = sharingValues(schedule);
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      builder.copyLane(schedule, schedule.lanes().get(lane), listed(schedule, lane), alsoRead);
    }
    return builder;
  }

  /**
   * The same schedule with every lane that chose its tasks at run time now in order; one of several
   * slots still chooses, with that order as its list.
   *
   * @param order all tasks; a lane's tasks are listed as they come in it
   * @throws ScheduleException if tasks wait for one another in that order
   * @throws IllegalArgumentException if some task is not in it exactly once
   */
  public static Schedule inOrder(Schedule schedule, int[] order) {
    if (!Arrays.equals(
        Arrays.stream(order).sorted().toArray(),
        IntStream.range(0, schedule.taskCount()).toArray())) {
      throw new IllegalArgumentException("an order that does not name each task once");
    }
    ScheduleBuilder builder = sharingValues(schedule);
    for (int index = 0; index < schedule.lanes().size(); index++) {
      Lane lane = schedule.lanes().get(index);
      int first = schedule.laneStart(index);
      int end = schedule.laneEnd(index);
      if (lane.dispatch() == Dispatch.WORK_CONSERVING) {
        int[] listed = Arrays.stream(order).filter(t -> first <= t && t < end).toArray();
        builder.copyLane(schedule, lane.inOrder(), listed);
      } else {
        builder.copyLane(schedule, lane, listed(schedule, index));
      }
    }
    return builder.build();
  }

  /** The compute lane of a device; devices before it get one too. */
  public LaneBuilder device(int device) {
    while (devices.size() <= device) {
      devices.add(new LaneBuilder(Lane.compute(devices.size(), dispatch, slots), this));
    }
    return devices.get(device);
  }

  /** A new link lane. */
  public LaneBuilder link(int from, int to, Dispatch linkDispatch) {
    LaneBuilder link = new LaneBuilder(Lane.link(from, to, linkDispatch), this);
    others.add(link);
    return link;
  }

  /** A new lane for a device's part in collectives. */
  public LaneBuilder collectives(int device, Dispatch collectiveDispatch) {
    LaneBuilder lane = new LaneBuilder(Lane.collective(device, collectiveDispatch), this);
    others.add(lane);
    return lane;
  }

  /** A new lane from the host to a device. */
  public LaneBuilder fromHost(int device) {
    LaneBuilder lane = new LaneBuilder(Lane.fromHost(device), this);
    others.add(lane);
    return lane;
  }

  /** A new lane from a device to its host. */
  public LaneBuilder toHost(int device) {
    LaneBuilder lane = new LaneBuilder(Lane.toHost(device), this);
    others.add(lane);
    return lane;
  }

  /** A new lane for what a device holds for others. */
  public LaneBuilder holding(int device) {
    LaneBuilder lane = new LaneBuilder(Lane.holding(device), this);
    others.add(lane);
    return lane;
  }

  /**
   * The schedule.
   *
   * @throws ScheduleException if a value is written twice, an input is missing, or tasks wait for
   *     one another; the message names lanes and tasks
   */
  public Schedule build() {
    List<LaneBuilder> all = new ArrayList<>(devices);
    all.addAll(others);
    return new Schedule(concatenate(all), stageCount, microBatchesPerIteration);
  }

  int stageCount() {
    return stageCount;
  }

  void checkRange(Operation operation, int stage, int microBatch, Lane lane) {
    boolean stageFits = stage >= 0 && stage < stageCount;
    if (!stageFits || microBatch < 0 || microBatch >= Value.MAX_MICRO_BATCHES) {
      throw new ScheduleException(
          "%s of stage %d, micro-batch %d on lane %s; stages are 0 to %d, micro-batches 0 to %d"
              .formatted(
                  operation,
                  stage,
                  microBatch,
                  lane.name(),
                  stageCount - 1,
                  Value.MAX_MICRO_BATCHES - 1));
    }
  }

  int number(ValueKind kind, int stage, int microBatch, int loss) {
    return values.number(Value.key(kind, stage, microBatch, loss));
  }

  private static ScheduleBuilder sharingValues(Schedule schedule) {
    return new ScheduleBuilder(
        schedule.stageCount(),
        schedule.microBatchesPerIteration(),
        Dispatch.IN_ORDER,
        1,
        new LongIntMap(schedule.tasks().valueKeys()));
  }

  private static int[] listed(Schedule schedule, int lane) {
    return IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane)).toArray();
  }

  private void copyLane(Schedule schedule, Lane as, int[] listed) {
    copyLane(schedule, as, listed, task -> Optional.empty());
  }

  private void copyLane(
      Schedule schedule, Lane as, int[] listed, IntFunction<Optional<Value>> alsoRead) {
    LaneBuilder copy = new LaneBuilder(as, this);
    TaskTable tasks = schedule.tasks();
    for (int task : listed) {
      copy.add(
          tasks.operation(task),
          tasks.stages()[task],
          tasks.microBatches()[task],
          tasks.losses()[task],
          tasks.weightVersions()[task]);
      for (int i = tasks.readStart()[task]; i < tasks.readStart()[task + 1]; i++) {
        copy.tasks().reads().add(tasks.reads()[i]);
      }
      alsoRead.apply(task).ifPresent(copy::reads);
      for (int i = tasks.writeStart()[task]; i < tasks.writeStart()[task + 1]; i++) {
        copy.tasks().writes().add(tasks.writes()[i]);
      }
    }
    (as.isCompute() ? devices : others).add(copy);
  }

  private TaskTable concatenate(List<LaneBuilder> all) {
    int tasks = all.stream().mapToInt(LaneBuilder::size).sum();
    int reads = all.stream().mapToInt(lane -> lane.tasks().reads().size()).sum();
    int writes = all.stream().mapToInt(lane -> lane.tasks().writes().size()).sum();
    TaskTable table =
        new TaskTable(
            all.stream().map(LaneBuilder::lane).toList(),
            new int[all.size() + 1],
            new byte[tasks],
            new short[tasks],
            new int[tasks],
            new short[tasks],
            new int[tasks],
            new int[tasks + 1],
            new int[reads],
            new int[tasks + 1],
            new int[writes],
            values.keys());
    int at = 0;
    int read = 0;
    int write = 0;
    for (int lane = 0; lane < all.size(); lane++) {
      LaneBuilder source = all.get(lane);
      table.laneStart()[lane] = at;
      copy(source.tasks(), table, at, read, write);
      at += source.size();
      read += source.tasks().reads().size();
      write += source.tasks().writes().size();
    }
    table.laneStart()[all.size()] = tasks;
    table.readStart()[tasks] = reads;
    table.writeStart()[tasks] = writes;
    return table;
  }

  private static void copy(
      TaskColumns source, TaskTable table, int at, int firstRead, int firstWrite) {
    for (int i = 0; i < source.size(); i++) {
      table.operations()[at + i] = (byte) source.operation(i);
      table.stages()[at + i] = (short) source.stage(i);
      table.losses()[at + i] = (short) source.loss(i);
      table.readStart()[at + i] = firstRead + source.readStart(i);
      table.writeStart()[at + i] = firstWrite + source.writeStart(i);
    }
    source.microBatches().copyTo(table.microBatches(), at);
    source.weightVersions().copyTo(table.weightVersions(), at);
    source.reads().copyTo(table.reads(), firstRead);
    source.writes().copyTo(table.writes(), firstWrite);
  }
}
