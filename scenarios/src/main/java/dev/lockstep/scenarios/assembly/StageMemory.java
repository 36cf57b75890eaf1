package dev.lockstep.scenarios.assembly;

import dev.lockstep.core.model.Stage;
import dev.lockstep.devices.hardware.DeviceModel;
import java.util.OptionalLong;

/**
 * Bytes that a stage takes on its device.
 *
 * @param part what the stage computes
 * @param state its weights, gradients and optimizer states
 * @param shared how ranks share these
 * @param recomputedStages how often the whole stage is recomputed
 * @param inFlight micro-batches whose activations it may have to keep at once
 * @param device what it is on
 */
record StageMemory(
    StageWork part,
    StageState state,
    SharedWeights shared,
    double recomputedStages,
    int inFlight,
    DeviceModel device) {

  /**
   * What the framework and its libraries take on a device before anything is computed: the context
   * of the driver, kernels, and the buffers of the communicators.
   */
  static final long OVERHEAD_BYTES = 1L << 30;

  /**
   * What PyTorch's allocator reserves for a byte of activations and buffers: it keeps freed blocks
   * by size, and what comes and goes in other sizes leaves gaps. States stay where they are. Fitted
   * on Llama 3.1 8B on eight H100, eager and compiled (pytorch/torchtitan, benchmarks of December
   * 2024).
   */
  private static final double PYTORCH_RESERVED = 1.2;

  /**
   * The memory.
   *
   * @param boundaryBytes of what it hands on
   */
  Stage.Memory of(double boundaryBytes) {
    double kept = part.activationBytes();
    double most = part.workBytes();
    double stash = part.weightGradientStashBytes();
    if (recomputedStages > 0) {
      most += kept;
      kept = part.enteringBytes();
      stash = Math.min(stash, kept);
    }
    double work = most + state.gatheredBytes(shared.byPytorch());
    double gradients = gradientBytes(kept);
    double states = state.weightBytes() + gradients + state.optimizerBytes();
    double reserved = shared.byPytorch() ? reserved(inFlight * kept + work, states) : 1;
    return new Stage.Memory(
        bytes(reserved * kept),
        bytes(reserved * stash),
        bytes(boundaryBytes),
        bytes(state.weightBytes()),
        bytes(gradients),
        bytes(state.optimizerBytes()),
        bytes(reserved * work));
  }

  /** Bytes reserved for each that is taken, down to 1 where the device has no more. */
  private double reserved(double takenBytes, double stateBytes) {
    OptionalLong memory = device.memoryBytes();
    if (memory.isEmpty() || takenBytes == 0) {
      return PYTORCH_RESERVED;
    }
    double most = (memory.getAsLong() - OVERHEAD_BYTES - stateBytes) / takenBytes;
    return Math.max(1, Math.min(PYTORCH_RESERVED, most));
  }

  /**
   * PyTorch frees gradients with each update. In a mini-batch of one micro-batch they come as the
   * activations go, so that at the peak only those take room that outgrow the activations.
   */
  private double gradientBytes(double keptBytes) {
    double all = state.gradientBytes();
    return shared.byPytorch() && shared.microBatches() == 1 ? Math.max(0, all - keptBytes) : all;
  }

  private static OptionalLong bytes(double size) {
    return OptionalLong.of(Math.round(size));
  }
}
