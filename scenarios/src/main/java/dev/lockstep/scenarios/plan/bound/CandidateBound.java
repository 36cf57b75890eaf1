package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.Preparation;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What a candidate takes at least, from the order of one iteration alone, without its transfers and
 * collectives.
 *
 * <p><b>Time, of any strategy.</b> A device does its tasks one after another. Where all repeats
 * with a period, as in steady state, the period is no shorter than the work that any device does in
 * it. Of two passes that are carried out together only the longer kind is counted.
 *
 * <p><b>Time, of a synchronous strategy in fixed order.</b> Let {@code u(k)} be when the first
 * stage is updated in iteration {@code k}; of several copies of that stage, the first of them. No
 * forward of the first stage in iteration {@code k+1} reads older weights, so none begins before
 * {@code u(k)}, and every other task of that iteration needs one of these forwards. The tasks of
 * iteration {@code k+1} hence begin no earlier than {@code u(k)}; among themselves they keep the
 * order on each device and the dependencies that the iteration has alone, and whatever a run adds,
 * transfers, collectives, tasks of other iterations, can only delay them. So {@code u(k+1) >= u(k)
 * + E}, with {@code E} the end of the first stage's update in the iteration alone, and {@code E} is
 * a bound of the period.
 *
 * <p><b>Computing</b>, for energy: in an iteration a device is busy for the work that it does in
 * it.
 *
 * <p><b>Memory.</b> A device always holds weights, gradient buffers and optimizer states of its
 * stages, and the work space of one of them; and when a task of a fixed order starts, the stashes
 * that earlier tasks of its device have written and that it or a later one reads. Other iterations
 * only add to that.
 */
public final class CandidateBound {

  private static final double NANOS_PER_MS = 1e6;

  private final Schedule schedule;
  private final CostModel costs;
  private final boolean fixed;
  private final long[] durations;

  private CandidateBound(Schedule schedule, CostModel costs, boolean synchronous) {
    this.schedule = schedule;
    this.costs = costs;
    this.durations = Durations.of(schedule, costs);
    this.fixed = synchronous && !schedule.isWorkConserving() && hasPlainLanes(schedule);
  }

  /** The bound of a preparation whose strategy is synchronous, or not. */
  public static Least of(Preparation preparation, boolean synchronous, Parts parts) {
    Schedule alone = parts.planned(preparation.strategy(), preparation.workload());
    return new CandidateBound(alone, preparation.costs(), synchronous).bound();
  }

  /** The memory alone, which is known sooner. */
  public static long memoryBytes(Preparation preparation, boolean synchronous, Parts parts) {
    Schedule alone = parts.planned(preparation.strategy(), preparation.workload());
    return new CandidateBound(alone, preparation.costs(), synchronous).memoryBytes();
  }

  /**
   * The time with the transfers and collectives of the iteration alone, for links that nobody
   * shares; nothing where the proof does not hold.
   */
  public static double withTransfersMs(Preparation preparation, boolean synchronous, Parts parts) {
    Schedule planned = parts.planned(preparation.strategy(), preparation.workload());
    if (!synchronous || planned.isWorkConserving() || !hasPlainLanes(planned)) {
      return 0;
    }
    Schedule lowered = preparation.schedule(1, parts);
    Timeline timeline = Replay.run(lowered, preparation.costs());
    return firstUpdate(lowered, timeline) / NANOS_PER_MS;
  }

  private Least bound() {
    long[] busy = IntStream.range(0, schedule.deviceCount()).mapToLong(this::busyNanos).toArray();
    long nanos = Arrays.stream(busy).max().orElse(0);
    if (fixed && !overlaps()) {
      nanos = Math.max(nanos, firstUpdate(schedule, Replay.run(schedule, durations)));
    }
    return new Least(
        nanos / NANOS_PER_MS,
        memoryBytes(),
        Arrays.stream(busy).mapToObj(each -> each / NANOS_PER_MS).toList());
  }

  private long memoryBytes() {
    return IntStream.range(0, schedule.deviceCount()).mapToLong(this::bytes).max().orElse(0);
  }

  private static boolean hasPlainLanes(Schedule schedule) {
    return schedule.lanes().stream()
        .allMatch(lane -> lane.kind() == Lane.Kind.COMPUTE && lane.slots() == 1);
  }

  private boolean overlaps() {
    return IntStream.range(0, schedule.taskCount()).anyMatch(schedule::overlapsNext);
  }

  private static long firstUpdate(Schedule schedule, Timeline timeline) {
    return IntStream.range(0, schedule.laneEnd(schedule.deviceCount() - 1))
        .filter(task -> schedule.operation(task) == Operation.UPDATE && schedule.stage(task) == 0)
        .mapToLong(timeline::endNanos)
        .min()
        .orElse(0);
  }

  private long busyNanos(int lane) {
    long forward = 0;
    long rest = 0;
    boolean pairs = false;
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      pairs |= schedule.overlapsNext(task);
      if (schedule.operation(task) == Operation.FORWARD) {
        forward += durations[task];
      } else {
        rest += durations[task];
      }
    }
    return (pairs ? Math.max(forward, rest) : forward + rest) / schedule.lanes().get(lane).slots();
  }

  private long bytes(int lane) {
    if (!hasPlainLanes(schedule)) {
      return 0;
    }
    int[] stages =
        IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
            .map(schedule::stage)
            .distinct()
            .toArray();
    long states =
        Arrays.stream(stages)
            .mapToLong(
                stage ->
                    sum(
                        costs.parameterBytes(stage),
                        costs.gradientBytes(stage),
                        costs.optimizerBytes(stage)))
            .sum();
    long work =
        Arrays.stream(stages).mapToLong(stage -> costs.workBytes(stage).orElse(0)).min().orElse(0);
    return states + work + costs.overheadBytes(lane).orElse(0) + (fixed ? stashBytes(lane) : 0);
  }

  private static long sum(OptionalLong... sizes) {
    return Arrays.stream(sizes).mapToLong(size -> size.orElse(0)).sum();
  }

  private long stashBytes(int lane) {
    int from = schedule.laneStart(lane);
    long[] freedBehind = new long[schedule.laneEnd(lane) - from];
    int[] lastReader = lastReaders(lane);
    long held = 0;
    long most = 0;
    for (int task = from; task < schedule.laneEnd(lane); task++) {
      for (int i = 0; i < schedule.writeCount(task); i++) {
        int value = schedule.write(task, i);
        if (schedule.valueKind(value) == ValueKind.STASH && lastReader[value] > task) {
          long size = costs.sizeBytes(ValueKind.STASH, schedule.valueStage(value)).orElse(0);
          held += size;
          freedBehind[lastReader[value] - from] += size;
        }
      }
      long freed = freedBehind[task - from];
      most = Math.max(most, durations[task] > 0 ? held : held - freed);
      held -= freed;
    }
    return most;
  }

  private int[] lastReaders(int lane) {
    int[] last = new int[schedule.valueCount()];
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      for (int i = 0; i < schedule.readCount(task); i++) {
        last[schedule.read(task, i)] = task;
      }
    }
    return last;
  }
}
