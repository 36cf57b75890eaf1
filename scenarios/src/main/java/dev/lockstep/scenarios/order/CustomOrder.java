package dev.lockstep.scenarios.order;

import dev.lockstep.core.metrics.Completeness;
import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * An order that a user wrote down, for one mini-batch; further iterations repeat it.
 *
 * <p>A device that lists no update gets one for each of its stages, by stage, at its end: the
 * optimizer step that PyTorch takes after its schedule. A forward whose micro-batch the device
 * later runs forward again (RF) keeps its input instead of its stash.
 *
 * <p>Promises: what the order itself shows.
 */
public final class CustomOrder implements Strategy {

  private final String file;
  private final Order order;
  private final OptionalInt stagesPerDevice;

  private CustomOrder(String file, Order order, OptionalInt stagesPerDevice) {
    this.file = file;
    this.order = order;
    this.stagesPerDevice = stagesPerDevice;
  }

  /** No order yet: admits nothing, and says what is missing. */
  public static CustomOrder missing() {
    return new CustomOrder("", Order.empty(), OptionalInt.empty());
  }

  /**
   * The order of a file.
   *
   * @param file its name, for messages
   * @param text what it says, in either form
   * @param stagesPerDevice stages that share what one device of a profile costs; read off the order
   *     unless given
   * @throws ScheduleException in one line, if the text is not an order
   */
  public static CustomOrder of(String file, String text, OptionalInt stagesPerDevice) {
    return new CustomOrder(file, OrderReader.read(file, text), stagesPerDevice);
  }

  @Override
  public String name() {
    return "custom";
  }

  @Override
  public int stagesPerDevice() {
    int devices = Math.max(1, order.devices().size());
    return stagesPerDevice.orElse(Math.max(1, order.stages() / devices));
  }

  @Override
  public Schedule plan(Workload workload) {
    requireFit(workload);
    try {
      return built(workload);
    } catch (ScheduleException e) {
      throw new ScheduleException(file + ": " + e.getMessage());
    }
  }

  private Schedule built(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(order.stages(), workload.microBatches());
    for (int device = 0; device < order.devices().size(); device++) {
      LaneBuilder lane = schedule.device(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        planIteration(lane, order.devices().get(device), iteration * workload.microBatches());
      }
    }
    Schedule planned = schedule.build();
    Completeness.require(planned, workload.totalMicroBatches());
    return planned;
  }

  private static void planIteration(LaneBuilder lane, List<OrderStep> steps, int first) {
    for (OrderStep step : steps) {
      add(lane, step, steps, first);
    }
    if (steps.stream().noneMatch(step -> step.operation() == Operation.UPDATE)) {
      steps.stream().map(OrderStep::stage).distinct().sorted().forEach(lane::update);
    }
  }

  private static void add(LaneBuilder lane, OrderStep step, List<OrderStep> steps, int first) {
    int stage = step.stage();
    int microBatch = first + step.microBatch();
    switch (step.operation()) {
      case FORWARD -> {
        boolean repeated = steps.stream().anyMatch(s -> s.isBeside(step, Operation.RECOMPUTE));
        if (repeated) {
          lane.forwardKeepingInput(stage, microBatch);
        } else {
          lane.forward(stage, microBatch);
        }
      }
      case RECOMPUTE -> lane.recompute(stage, microBatch);
      case BACKWARD -> lane.backward(stage, microBatch);
      case INPUT_GRADIENT -> lane.inputGradient(stage, microBatch);
      case WEIGHT_GRADIENT -> lane.weightGradient(stage, microBatch);
      default -> lane.update(stage);
    }
    if (step.forwardWeights()) {
      lane.withForwardWeights();
    }
  }

  private void requireFit(Workload workload) {
    if (order.devices().isEmpty()) {
      throw new ScheduleException(
          "custom without an order. Maybe add \"file\", the name of a file that holds one.");
    }
    int stages = workload.devices() * stagesPerDevice();
    if (order.stages() != stages || order.devices().size() > workload.devices()) {
      throw new ScheduleException(
          "%s orders %d stages on %d devices, but the scenario has %d devices of %d stages. Maybe set the scenario's stages, or stagesPerDevice."
              .formatted(
                  file,
                  order.stages(),
                  order.devices().size(),
                  workload.devices(),
                  stagesPerDevice()));
    }
    if (order.microBatches() != workload.microBatches()) {
      throw new ScheduleException(
          "%s orders %d micro-batches, but the scenario has %d. Maybe set training.microBatches to %d."
              .formatted(
                  file, order.microBatches(), workload.microBatches(), order.microBatches()));
    }
  }

  @Override
  public Promises promises(Workload workload) {
    Schedule schedule = plan(workload);
    WeightUse weights = WeightUse.of(schedule);
    int[] peaks = InFlight.peaks(Replay.run(schedule, new long[schedule.taskCount()]));
    boolean synchronous = weights.staleness().stream().allMatch(updates -> updates == 0);
    return new Promises(
        synchronous,
        weights.staleness(),
        weights.weightVersions(),
        Arrays.stream(peaks).boxed().toList());
  }
}
