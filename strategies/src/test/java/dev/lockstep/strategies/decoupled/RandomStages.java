package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Unequal stages, and the steady time of a micro-batch through them. */
public final class RandomStages {

  private static final int MICRO_BATCHES = 240;

  private RandomStages() {}

  public static List<Stage> of(Random random, int count) {
    List<Stage> stages = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      stages.add(Stage.of(5 + random.nextInt(20), 5 + random.nextInt(20), 5 + random.nextInt(20)));
    }
    return stages;
  }

  public static long period(Strategy strategy, List<Stage> stages, long latency) {
    Workload workload = new Workload(stages.size(), 1, MICRO_BATCHES);
    return Runs.period(
        Runs.run(strategy.plan(workload), Times.costs(stages, latency)), MICRO_BATCHES);
  }
}
