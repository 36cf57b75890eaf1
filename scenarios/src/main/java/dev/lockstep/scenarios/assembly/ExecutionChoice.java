package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.devices.layers.Software;
import dev.lockstep.scenarios.assembly.timing.FrameworkChoice;
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

  /** A logit in single precision, and two gradients. */
  private static final double PLAIN_LOSS_BYTES = 12;

  private static final double MOST_OF_MEMORY_FOR_LOSS = 0.3;
  private static final double GIGA = 1e9;

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
      Network network,
      TrainingSection training,
      ParallelismSection degrees,
      DeviceModel device,
      FrameworkChoice framework) {
    Software software = framework.software();
    List<String> notes = new ArrayList<>();
    Precision precision = precision(network, training, device, notes);
    boolean fused = fused(network, training, software, device, notes);
    return new ExecutionChoice(
        new Execution(
            training.microBatch().orElse(1),
            degrees.tensor(),
            degrees.context(),
            degrees.expert(),
            degrees.sequenceParallel() && degrees.tensor() > 1,
            precision,
            training
                .recompute()
                .map(asked -> ofLayers(asked, software.isPytorch() && fused))
                .orElse(Recompute.NONE),
            fused,
            !network.hasAttention() || !fused,
            fusedLoss(network, training, degrees, device, framework, fused, notes),
            software),
        notes);
  }

  /** Megatron-LM fuses the loss since 2024, where it is asked to. */
  private static boolean fusedLoss(
      Network network,
      TrainingSection training,
      ParallelismSection degrees,
      DeviceModel device,
      FrameworkChoice framework,
      boolean fusedAttention,
      List<String> notes) {
    if (training.loss().isPresent()) {
      return training.loss().get() == TrainingSection.Loss.FUSED;
    }
    if (framework.software().isPytorch()) {
      return takesMuchRoom(network, training, degrees, device, notes);
    }
    boolean fused = fusedAttention && isRecent(device);
    if (fused != fusedAttention) {
      notes.add("the loss is taken as unfused, as in Megatron-LM up to A100; give training.loss");
    }
    return fused;
  }

  /** PyTorch's own loss is unfused: with many logits on a device, users take another. */
  private static boolean takesMuchRoom(
      Network network,
      TrainingSection training,
      ParallelismSection degrees,
      DeviceModel device,
      List<String> notes) {
    double rows =
        (double) network.tokensPerSample() * training.microBatch().orElse(1) / degrees.context();
    double bytes = PLAIN_LOSS_BYTES * rows * network.vocabulary() / degrees.tensor();
    boolean much =
        device.memoryBytes().isPresent()
            && bytes > MOST_OF_MEMORY_FOR_LOSS * device.memoryBytes().getAsLong();
    if (much) {
      notes.add(
          "the loss is taken as fused, as its logits in single precision would take %.0f GB; give"
                  .formatted(bytes / GIGA)
              + " training.loss");
    }
    return much;
  }

  /** Whether a device is an H100 or later. */
  public static boolean isRecent(DeviceModel device) {
    return device.peakTflops(Precision.BF16).orElse(0) >= FUSED_FROM_TFLOPS;
  }

  /**
   * What layers recompute by themselves; whole stages are another matter. Selective is what the
   * framework calls so.
   */
  private static Recompute ofLayers(TrainingSection.Recompute recompute, boolean byOperation) {
    return switch (recompute) {
      case NONE, STAGE, STAGE_EXCEPT_LAST -> Recompute.NONE;
      case SELECTIVE -> byOperation ? Recompute.ALTERNATE : Recompute.SELECTIVE;
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
      Precision first = isRecent(device) ? Precision.BF16 : Precision.FP16;
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
      Software software,
      DeviceModel device,
      List<String> notes) {
    if (training.attention().isPresent()) {
      return training.attention().get() == Attention.FLASH;
    }
    boolean fused = isRecent(device) || software.isPytorch() || network.isOfFusedAttention();
    if (network.hasAttention()) {
      notes.add(
          "attention is taken as %s, as in the software of such runs; give training.attention"
              .formatted(fused ? "flash" : "unfused with dropout"));
    }
    return fused;
  }
}
