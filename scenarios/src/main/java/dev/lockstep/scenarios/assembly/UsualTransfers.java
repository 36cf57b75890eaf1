package dev.lockstep.scenarios.assembly;

import dev.lockstep.scenarios.assembly.timing.FrameworkChoice;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;

/** What programs of a device's time do while they send from one stage to another. */
public final class UsualTransfers {

  private static final String PLAIN = "1f1b";
  private static final String INTERLEAVED = "interleaved-1f1b";

  /** A transfer takes two launches, and the first kernel behind it one. */
  private static final int LAUNCHES = 3;

  private UsualTransfers() {}

  /**
   * Whether devices wait. Megatron-LM's 1F1B always does; its interleaved schedule has gone on
   * meanwhile since the middle of 2023, and wherever a scenario asks for overlap.
   */
  public static boolean areSynchronous(Scenario scenario, NetworkStages network) {
    ParallelismSection degrees =
        scenario.parallelism().orElseGet(() -> ParallelismSection.ofPipeline(1));
    Framework framework = FrameworkChoice.of(scenario.training(), degrees).framework();
    if (framework != Framework.MEGATRON || !network.network().hasAttention()) {
      return false;
    }
    return switch (scenario.strategy().name()) {
      case PLAIN -> true;
      case INTERLEAVED ->
          !scenario.training().overlap().orElse(false)
              && !ExecutionChoice.isRecent(network.setup().device(0));
      default -> false;
    };
  }

  /** Seconds that a device idles at every wait besides: its queue of kernels is empty. */
  public static double launchSeconds(NetworkStages network) {
    return LAUNCHES * network.firstDevice().constants().hostSecondsPerKernel();
  }
}
