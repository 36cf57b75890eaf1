package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.devices.layers.Software;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Execution;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * The software that a scenario trains with, with what it leaves open filled in and said.
 *
 * @param framework whose kernels compute, and who shares weights
 * @param software how operations become kernels
 * @param notes what was filled in
 */
public record FrameworkChoice(Framework framework, Software software, List<String> notes) {

  /** The ZeRO stage that shares weights too. */
  public static final int FULLY_SHARDED = 3;

  /** Copies the list. */
  public FrameworkChoice {
    notes = List.copyOf(notes);
  }

  /**
   * As the scenario says; else what usually trains in its precision with its sharing.
   *
   * @throws IllegalArgumentException if it says how PyTorch executes where PyTorch does not
   */
  public static FrameworkChoice of(TrainingSection training, ParallelismSection degrees) {
    List<String> notes = new ArrayList<>();
    Framework framework =
        training.framework().orElseGet(() -> usual(training, degrees.zeroStage(), notes));
    return new FrameworkChoice(framework, software(framework, training), notes);
  }

  private static Framework usual(TrainingSection training, int zeroStage, List<String> notes) {
    if (zeroStage < FULLY_SHARDED) {
      return Framework.MEGATRON;
    }
    if (training.precision().filter(given -> given == Precision.FP16).isEmpty()) {
      return Framework.PYTORCH_FSDP;
    }
    notes.add(
        "weights shared in fp16 are taken as deepspeed's, of the time before PyTorch shared any;"
            + " give training.framework");
    return Framework.DEEPSPEED;
  }

  private static Software software(Framework framework, TrainingSection training) {
    if (framework != Framework.PYTORCH_FSDP) {
      training
          .execution()
          .ifPresent(
              given -> {
                throw new IllegalArgumentException(
                    ("training.execution %s is PyTorch's, but %s computes. "
                            + "Maybe training.framework pytorch-fsdp is meant")
                        .formatted(word(given), word(framework)));
              });
      return Software.FUSED;
    }
    return training.execution().filter(given -> given == Execution.EAGER).isPresent()
        ? Software.EAGER
        : Software.COMPILED;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
