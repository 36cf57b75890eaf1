package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.OptionalLong;

/**
 * The same costs where a device that sends an activation or a gradient computes nothing until it
 * has crossed, as with a communication that the program waits for at once. The time stands in the
 * pass that sends, as a part that is communication; the transfer itself then takes no more. A
 * device that receives is not held a second time: it sends the other way meanwhile.
 *
 * <p>Megatron-LM's {@code schedules.py} exchanges so: {@code send_forward_recv_backward} returns
 * when both have come, and the device is waited for before the next kernel is launched.
 *
 * @param costs of passes and transfers without that
 * @param deviceOfStage the device of each stage, by global index
 * @param launchNanos that a device idles besides at every such wait: its queue of kernels is empty
 */
public record BlockingTransfers(CostModel costs, int[] deviceOfStage, long launchNanos)
    implements CostModel {

  /** Copies the array. */
  public BlockingTransfers {
    deviceOfStage = deviceOfStage.clone();
  }

  @Override
  public int[] deviceOfStage() {
    return deviceOfStage.clone();
  }

  @Override
  public long computeNanos(Operation operation, int stage) {
    return costs.computeNanos(operation, stage) + sendNanos(operation, stage);
  }

  @Override
  public long communicationNanos(Operation operation, int stage) {
    return costs.communicationNanos(operation, stage) + sendNanos(operation, stage);
  }

  private long sendNanos(Operation operation, int stage) {
    return switch (operation) {
      case FORWARD -> crossingNanos(ValueKind.ACTIVATION, stage, stage + 1);
      case BACKWARD, INPUT_GRADIENT -> crossingNanos(ValueKind.GRADIENT, stage, stage - 1);
      default -> 0;
    };
  }

  private long crossingNanos(ValueKind kind, int from, int to) {
    if (to < 0 || to >= deviceOfStage.length || deviceOfStage[from] == deviceOfStage[to]) {
      return 0;
    }
    return launchNanos + costs.transferNanos(kind, from, deviceOfStage[from], deviceOfStage[to]);
  }

  @Override
  public long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice) {
    boolean handedOn = kind == ValueKind.ACTIVATION && stage + 1 < deviceOfStage.length;
    boolean waitedFor = handedOn || kind == ValueKind.GRADIENT;
    return waitedFor ? 0 : costs.transferNanos(kind, stage, fromDevice, toDevice);
  }

  @Override
  public long collectiveNanos(Operation operation, int stage) {
    return costs.collectiveNanos(operation, stage);
  }

  @Override
  public long swapNanos(Operation operation, int stage) {
    return costs.swapNanos(operation, stage);
  }

  @Override
  public OptionalLong sizeBytes(ValueKind kind, int stage) {
    return costs.sizeBytes(kind, stage);
  }

  @Override
  public OptionalLong parameterBytes(int stage) {
    return costs.parameterBytes(stage);
  }

  @Override
  public OptionalLong gradientBytes(int stage) {
    return costs.gradientBytes(stage);
  }

  @Override
  public OptionalLong optimizerBytes(int stage) {
    return costs.optimizerBytes(stage);
  }

  @Override
  public OptionalLong workBytes(int stage) {
    return costs.workBytes(stage);
  }

  @Override
  public OptionalLong overheadBytes(int device) {
    return costs.overheadBytes(device);
  }
}
