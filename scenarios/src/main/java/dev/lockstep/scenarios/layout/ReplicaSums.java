package dev.lockstep.scenarios.layout;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Layout;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.assembly.Misfit;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the replicas of a stage take to sum their gradients before an update. Layer by layer, the
 * sum goes on beside the stage's backward; what does not fit beside it is exposed (wait-free
 * backpropagation, as PipeDream has it, arXiv 1806.03377, section 3).
 */
public final class ReplicaSums {

  private ReplicaSums() {}

  /**
   * The stages of a strategy, with the sums of those that have replicas.
   *
   * @throws IllegalArgumentException in one line, if the scenario replicates them once more
   */
  public static List<Stage> added(List<Stage> stages, Strategy strategy, Scenario scenario) {
    Optional<Layout> layout = strategy.layout().filter(ReplicaSums::replicates);
    if (layout.isEmpty()) {
      return stages;
    }
    requireNoMore(scenario);
    ReplicaTimes times =
        Misfit.unless("/cluster", () -> ReplicaTimes.of(scenario, layout.get().devices()));
    List<Stage> summed = new ArrayList<>();
    for (int index = 0; index < stages.size(); index++) {
      summed.add(summed(stages.get(index), layout.get().replicas(index), times));
    }
    return summed;
  }

  private static boolean replicates(Layout layout) {
    return layout.devicesOfStage().stream().anyMatch(devices -> devices.size() > 1);
  }

  private static void requireNoMore(Scenario scenario) {
    int data = scenario.parallelism().map(degrees -> degrees.data().orElse(1)).orElse(1);
    Misfit.unless(
        "/parallelism/data",
        () -> {
          if (data > 1) {
            throw new IllegalArgumentException(
                "is %d, but the stages have replicas of their own; must be 1".formatted(data));
          }
          return data;
        });
  }

  private static Stage summed(Stage stage, int replicas, ReplicaTimes times) {
    if (replicas == 1) {
      return stage;
    }
    Stage.Memory memory = stage.memory();
    double bytes = (double) memory.gradientBytes().orElse(memory.parameterBytes().orElse(0));
    double exposed = times.sumNanos(bytes, replicas) - stage.backwardNanos();
    return stage.withCollectiveNanos(Math.max(0, Math.round(exposed)));
  }
}
