package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Attention;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a scenario executes its network, with what it leaves open filled in and said.
 *
 * @param execution on one device
 * @param notes what was filled in
 */
public record ExecutionChoice(Execution execution, List<String> notes) {

  /** Devices from this 16-bit peak on are H100 and later: software fuses attention, in bf16. */
  private static final double FUSED_FROM_TFLOPS = 350;

  private static final int FULLY_SHARDED = 3;

  /** Longer sequences came with fused attention: their scores fill a device otherwise. */
  private static final int LONGEST_UNFUSED_TOKENS = 2048;

  /** Copies the list. */
  public ExecutionChoice {
    notes = List.copyOf(notes);
  }

  /**
   * The execution that a scenario asks for.
   *
   * @throws IllegalArgumentException if the device cannot compute in the precision asked for
   */
  public static ExecutionChoice of(
      Network network, TrainingSection training, ParallelismSection degrees, DeviceModel device) {
    List<String> notes = new ArrayList<>();
    Precision precision = precision(network, training, device, notes);
    boolean fused = fused(network, training, degrees, device, notes);
    return new ExecutionChoice(
        new Execution(
            training.microBatch().orElse(1),
            degrees.tensor(),
            degrees.context(),
            degrees.expert(),
            degrees.sequenceParallel() && degrees.tensor() > 1,
            precision,
            training.recompute().map(ExecutionChoice::ofLayers).orElse(Recompute.NONE),
            fused,
            !network.hasAttention() || !fused),
        notes);
  }

  /** What layers recompute by themselves; whole stages are another matter. */
  private static Recompute ofLayers(TrainingSection.Recompute recompute) {
    return switch (recompute) {
      case NONE, STAGE, STAGE_EXCEPT_LAST -> Recompute.NONE;
      case SELECTIVE -> Recompute.SELECTIVE;
      case FULL -> Recompute.FULL;
    };
  }

  private static Precision precision(
      Network network, TrainingSection training, DeviceModel device, List<String> notes) {
    if (training.precision().isPresent()) {
      Precision asked = Precision.valueOf(training.precision().get().name());
      if (device.peakTflops(asked).isEmpty()) {
        throw new IllegalArgumentException(
            "%s has no known peak in %s, only in %s"
                .formatted(device.name(), asked.label(), labels(device)));
      }
      return asked;
    }
    Precision chosen = usual(network, device);
    notes.add("precision is taken as %s; give training.precision".formatted(chosen.label()));
    return chosen;
  }

  /**
   * Transformers in 16 bits where the device has them, IEEE half up to Ampere and brain float
   * since; other networks in single precision.
   */
  private static Precision usual(Network network, DeviceModel device) {
    if (network.hasAttention()) {
      boolean late = device.peakTflops(Precision.BF16).orElse(0) >= FUSED_FROM_TFLOPS;
      Precision first = late ? Precision.BF16 : Precision.FP16;
      for (Precision precision : List.of(first, Precision.BF16)) {
        OptionalDouble peak = device.peakTflops(precision);
        if (peak.isPresent() && peak.getAsDouble() > 0) {
          return precision;
        }
      }
    }
    return device.peakTflops(Precision.FP32).isPresent() ? Precision.FP32 : Precision.BF16;
  }

  private static List<String> labels(DeviceModel device) {
    return device.peakTflops().keySet().stream().map(Precision::label).toList();
  }

  private static boolean fused(
      Network network,
      TrainingSection training,
      ParallelismSection degrees,
      DeviceModel device,
      List<String> notes) {
    if (training.attention().isPresent()) {
      return training.attention().get() == Attention.FLASH;
    }
    double peak = device.peakTflops(Precision.BF16).orElse(0);
    boolean fused =
        peak >= FUSED_FROM_TFLOPS
            || degrees.zeroStage() == FULLY_SHARDED
            || network.tokensPerSample() > LONGEST_UNFUSED_TOKENS;
    if (network.hasAttention()) {
      notes.add(
          "attention is taken as %s, as in the software of such runs; give training.attention"
              .formatted(fused ? "flash" : "unfused with dropout"));
    }
    return fused;
  }
}
