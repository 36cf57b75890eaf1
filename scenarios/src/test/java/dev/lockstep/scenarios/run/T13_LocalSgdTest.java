package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas of a network on two nodes that exchange their weights at each step, or now and then. */
class T13_LocalSgdTest {

  @TempDir private Path folder;

  @Test
  void atEveryStepTakesTheTimeOfDataParallel() {
    assertThat(localMs(1)).isEqualTo(milliseconds("data-parallel", Map.of()));
  }

  /** The collective is what a second step without one saves. */
  @Test
  void everySoManyStepsTakesThatPartOfTheCollective() {
    double collective = 2 * (localMs(1) - localMs(2));

    assertThat(collective).isPositive();
    assertThat(localMs(4)).isCloseTo(localMs(1) - collective * 3 / 4, within(1e-5));
    assertThat(localMs(20)).isCloseTo(localMs(1) - collective * 19 / 20, within(1e-5));
  }

  @Test
  void replicasThatDifferShareNoStates() {
    assertThatThrownBy(() -> Run.of(scenario(1, "local-sgd", Map.of())))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "/parallelism/zeroStage: strategy local-sgd keeps replicas that differ, which share no"
                + " states. Use zeroStage 0.");
  }

  private double localMs(int localSteps) {
    return milliseconds("local-sgd", Map.of("localSteps", localSteps));
  }

  private double milliseconds(String strategy, Map<String, ?> options) {
    return Run.of(scenario(0, strategy, options)).result().iterationTimeMs();
  }

  private Scenario scenario(int zeroStage, String strategy, Map<String, ?> options) {
    String text =
        """
        model: {transformer: {layers: 4, hidden: 1024, heads: 8, ffnHidden: 4096, vocabulary: 32000,
          sequence: 1024}}
        cluster: {preset: dgx-a100-80gb, nodes: 2}
        parallelism: {data: 16, zeroStage: %d}
        training: {microBatches: 2, microBatch: 1, precision: bf16}
        strategy: {name: 1f1b}
        """
            .formatted(zeroStage);
    try {
      return ScenarioReader.read(Files.writeString(folder.resolve("s.yaml"), text))
          .with(
              new StrategySection(
                  strategy, StrategyCatalog.standard().byName(strategy).options(options)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
