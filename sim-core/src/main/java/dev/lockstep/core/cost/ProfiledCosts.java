package dev.lockstep.core.cost;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Costs from times and bytes that were given for each stage.
 *
 * <p>The forward of an auxiliary head is taken as a part of the head, its loss and backward as the
 * rest. A tangent costs a forward, scaling a perturbation nothing.
 *
 * @param stages the stages, by global index
 * @param cluster the devices and links
 * @param hostBytesPerSecond bytes a second between a device and its host, each way; empty if moves
 *     between them take no time
 * @param headForwardShare part of an auxiliary head's time that its forward takes
 */
public record ProfiledCosts(
    List<Stage> stages, Cluster cluster, OptionalDouble hostBytesPerSecond, double headForwardShare)
    implements CostModel {

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final double THIRD = 1.0 / 3; // a backward costs about twice its forward

  /** Moves to and from the host take no time, the forward of an auxiliary head a third of it. */
  public ProfiledCosts(List<Stage> stages, Cluster cluster) {
    this(stages, cluster, OptionalDouble.empty(), THIRD);
  }

  /** The forward of an auxiliary head takes a third of it. */
  public ProfiledCosts(List<Stage> stages, Cluster cluster, OptionalDouble hostBytesPerSecond) {
    this(stages, cluster, hostBytesPerSecond, THIRD);
  }

  /** Copies the list. */
  public ProfiledCosts {
    stages = List.copyOf(stages);
  }

  @Override
  public long computeNanos(Operation operation, int stage) {
    Stage costs = stages.get(stage);
    return switch (operation) {
      case FORWARD, RECOMPUTE, TANGENT -> costs.forwardNanos();
      case PROJECT -> 0;
      case BACKWARD -> costs.backwardNanos();
      case INPUT_GRADIENT -> costs.inputGradientNanos();
      case WEIGHT_GRADIENT -> costs.weightGradientNanos();
      case AUXILIARY -> costs.auxiliaryNanos();
      case AUXILIARY_FORWARD -> auxiliaryForwardNanos(costs);
      case AUXILIARY_BACKWARD -> costs.auxiliaryNanos() - auxiliaryForwardNanos(costs);
      case UPDATE -> costs.updateNanos();
      case JOIN -> 0;
      case TRANSFER -> throw new IllegalArgumentException("a transfer's cost depends on its link");
      case REDUCE -> throw new IllegalArgumentException("a collective is no computing");
      case FETCH, FETCH_STATES, STORE ->
          throw new IllegalArgumentException("a move to or from the host is no computing");
      case EVICT, RESTORE -> throw new IllegalArgumentException("holding a stash is no computing");
    };
  }

  @Override
  public long communicationNanos(Operation operation, int stage) {
    Stage.Communication part = stages.get(stage).communication();
    return switch (operation) {
      case FORWARD -> part.forwardNanos();
      case BACKWARD -> part.inputGradientNanos() + part.weightGradientNanos();
      case INPUT_GRADIENT -> part.inputGradientNanos();
      case WEIGHT_GRADIENT -> part.weightGradientNanos();
      default -> 0;
    };
  }

  @Override
  public long collectiveNanos(Operation operation, int stage) {
    return stages.get(stage).collectiveNanos();
  }

  @Override
  public long swapNanos(Operation operation, int stage) {
    long weights = parameterBytes(stage).orElse(0);
    long states = optimizerBytes(stage).orElse(0);
    long sizeBytes =
        switch (operation) {
          case FETCH -> weights;
          case FETCH_STATES -> states;
          case STORE -> weights + states;
          default ->
              throw new IllegalArgumentException(operation + " is no move to or from the host");
        };
    return hostBytesPerSecond.isEmpty()
        ? 0
        : new Link(0, hostBytesPerSecond).transferNanos(sizeBytes);
  }

  @Override
  public long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice) {
    return cluster.route(fromDevice, toDevice).transferNanos(sizeBytes(kind, stage).orElse(0));
  }

  @Override
  public OptionalLong sizeBytes(ValueKind kind, int stage) {
    return switch (kind) {
      case ACTIVATION, LOSS, TANGENT -> memory(stage).boundaryBytes();
      case GRADIENT, STORED_INPUT -> stage == 0 ? NONE : memory(stage - 1).boundaryBytes();
      case STASH, EVICTED_STASH, LOADED_STASH -> memory(stage).activationBytes();
      case WEIGHT_GRADIENT_STASH ->
          memory(stage).weightGradientStashBytes().isPresent()
              ? memory(stage).weightGradientStashBytes()
              : memory(stage).activationBytes();
      case WEIGHT_GRADIENT -> memory(stage).parameterBytes();
      case LOGITS, REDUCED_GRADIENT, DERIVATIVE, BARRIER -> NONE;
    };
  }

  private Stage.Memory memory(int stage) {
    return stages.get(stage).memory();
  }

  @Override
  public OptionalLong parameterBytes(int stage) {
    return stages.get(stage).memory().parameterBytes();
  }

  @Override
  public OptionalLong gradientBytes(int stage) {
    return memory(stage).gradientBytes();
  }

  @Override
  public OptionalLong optimizerBytes(int stage) {
    return memory(stage).optimizerBytes();
  }

  @Override
  public OptionalLong workBytes(int stage) {
    return memory(stage).workBytes();
  }

  @Override
  public OptionalLong overheadBytes(int device) {
    return cluster.devices().get(device).overheadBytes();
  }

  private long auxiliaryForwardNanos(Stage costs) {
    return Math.round(costs.auxiliaryNanos() * headForwardShare);
  }
}
