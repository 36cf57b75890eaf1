package dev.lockstep.strategies.placed;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Layout;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * FTPipe: more stages than devices, anywhere on them, so that every device has the same load
 * (Eliad, Hakimi, De Jagger, Silberstein, Schuster, "Fine-tuning giant neural networks on commodity
 * hardware with automatic pipeline model parallelism", USENIX ATC 2021; mixed-pipe).
 *
 * <p>Every micro-batch is a mini-batch of its own. A stage with {@code d} stages behind it goes
 * forward as long as it is no more than {@code d} mini-batches ahead of its backwards, else
 * backward; an update after each backward: the rule of the authors' program. The stages of a device
 * take turns as their inputs come, mini-batches that entered the pipeline earlier first; that order
 * between them is our reading.
 *
 * <pre>
 * 2 devices, stages 0 and 2 on device 0, 1 and 3 on device 1; 4 mini-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  0F0 0F1 2F0 0F2 2F1 0F3 2B0 2B0 2F2   . 0B0 0B0 2B1 2B1 2F3   . 0B1 0B1 2B2 2B2   . 2B3 2B3 0B2 0B2 0B3 0B3
 * device 1    . 1F0 1F1 3F0 3B0 3B0 1F2 3F1 1B0 1B0 3B1 3B1 1F3 3F2 1B1 1B1 3B2 3B2 3F3 3B3 3B3 1B2 1B2 1B3 1B3   .   .
 * </pre>
 *
 * <p>The learning rule predicts for the forward, from the momentum, the weights that the stage will
 * have at the backward, {@code d} updates later.
 *
 * <p>Promises: not synchronous; on stage {@code s} of {@code n}, staleness {@code n - 1 - s} before
 * prediction and at most {@code n - s} mini-batches in flight; one weight version, {@code n - s}
 * with stashed weights.
 *
 * @param placement device of each stage; stage {@code s} on device {@code s mod p} if empty
 * @param stagesPerDevice stages for each device if there is no placement
 * @param stash whether a backward reads the weights of its forward; the newest ones otherwise
 */
public record FtPipe(Optional<List<Integer>> placement, int stagesPerDevice, boolean stash)
    implements Strategy {

  /** Copies the list; refuses a placement that leaves out a device. */
  public FtPipe {
    placement = placement.map(List::copyOf);
    placement.ifPresent(Layout::onDevices);
    if (stagesPerDevice < 1) {
      throw new ScheduleException(
          "ftpipe with %d stages a device; at least 1".formatted(stagesPerDevice));
    }
  }

  /** So many stages a device, in turn. */
  public FtPipe(int stagesPerDevice) {
    this(Optional.empty(), stagesPerDevice, false);
  }

  /** Each stage on the device that is named for it. */
  public FtPipe(List<Integer> placement) {
    this(Optional.of(placement), 1, false);
  }

  private record Step(int slot, boolean backward, int stage, int miniBatch) {}

  @Override
  public String name() {
    return "ftpipe";
  }

  @Override
  public Optional<Layout> layout() {
    return placement.map(Layout::onDevices);
  }

  @Override
  public Schedule plan(Workload workload) {
    List<Integer> devices = devices(workload);
    ScheduleBuilder schedule =
        new ScheduleBuilder(devices.size(), workload.microBatches(), Dispatch.WORK_CONSERVING);
    for (int device = 0; device < workload.devices(); device++) {
      int own = device;
      List<Step> steps = new ArrayList<>();
      IntStream.range(0, devices.size())
          .filter(stage -> devices.get(stage) == own)
          .forEach(stage -> addSteps(steps, stage, devices.size(), workload.totalMicroBatches()));
      steps.sort(Comparator.comparingInt(Step::slot));
      int[] done = new int[devices.size()];
      for (Step step : steps) {
        plan(schedule.device(device), step, done[step.stage]++);
      }
    }
    return schedule.build();
  }

  private List<Integer> devices(Workload workload) {
    int count = layout().map(Layout::devices).orElse(workload.devices());
    if (count != workload.devices()) {
      throw new ScheduleException(
          "ftpipe with stages on devices %s, but %d devices; it needs %d"
              .formatted(placement.orElseThrow(), workload.devices(), count));
    }
    return placement.orElseGet(
        () -> IntStream.range(0, stages(count)).map(stage -> stage % count).boxed().toList());
  }

  /**
   * The passes of a stage in the slots of a pipeline without waits: into stage {@code s} a
   * mini-batch comes {@code s} slots after its start, and back {@code 2n - 1 - s}; the next starts
   * two slots later. So a stage is {@code d} ahead when it goes backward.
   */
  private static void addSteps(List<Step> steps, int stage, int stages, int count) {
    for (int miniBatch = 0; miniBatch < count; miniBatch++) {
      int start = 2 * miniBatch;
      steps.add(new Step(start + stage, false, stage, miniBatch));
      steps.add(new Step(start + 2 * stages - 1 - stage, true, stage, miniBatch));
    }
  }

  /** A stage's passes follow each other, whatever other stages of the device do in between. */
  private void plan(LaneBuilder lane, Step step, int doneBefore) {
    if (step.backward) {
      lane.backward(step.stage, step.miniBatch);
      if (stash) {
        lane.withForwardWeights();
      }
    } else {
      lane.forward(step.stage, step.miniBatch);
    }
    if (doneBefore > 0) {
      lane.after(step.stage, doneBefore - 1);
    }
    lane.signal(step.stage, doneBefore);
    if (step.backward) {
      lane.update(step.stage);
    }
  }

  @Override
  public Promises promises(Workload workload) {
    List<Integer> devices = devices(workload);
    int stages = devices.size();
    int count = workload.totalMicroBatches();
    IntUnaryOperator ahead = stage -> Math.min(stages - 1 - stage, count - 1);
    int[] inFlight = new int[workload.devices()];
    for (int stage = 0; stage < stages; stage++) {
      inFlight[devices.get(stage)] += ahead.applyAsInt(stage) + 1;
    }
    return new Promises(
        stages == 1 || count == 1,
        IntStream.range(0, stages).map(ahead).boxed().toList(),
        IntStream.range(0, stages).map(s -> versions(stages - 1 - s, count)).boxed().toList(),
        IntStream.of(inFlight).boxed().toList());
  }

  /** The newest and those that mini-batches in flight read; the first ones all read version 0. */
  private int versions(int ahead, int count) {
    boolean one = !stash || ahead == 0 || count == 1;
    return one ? 1 : 1 + Math.max(1, Math.min(ahead, count - ahead));
  }

  @Override
  public int stagesPerDevice() {
    return placement.isPresent() ? 1 : stagesPerDevice;
  }
}
