package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lower bound: the work of all stages evenly shared, whatever the transfers cost. */
class T12_IdealTest {

  private static final String UNEVEN =
      """
      "profile": {
        "stages": 4, "forwardMs": [1, 2, 4, 1], "backwardInputMs": [2, 2, 5, 1],
        "backwardWeightMs": [1, 2, 3, 0], "updateMs": [0.5, 0.5, 1.5, 0.5]
      }
      """;

  @TempDir private Path folder;

  static Stream<String> names() {
    return StrategyCatalog.standard().entries().stream().map(StrategyEntry::name);
  }

  @Test
  void stagesShareTheWorkEvenly() {
    assertThat(iterationMs("ideal")).hasValue(8 * 24.0 / 4);
  }

  /** Stages that share a device even out too: the bound is below all of them. */
  @ParameterizedTest
  @MethodSource("names")
  void nobodyIsFaster(String strategy) {
    Optional<Double> iteration = iterationMs(strategy);

    iteration.ifPresent(ms -> assertThat(ms).isGreaterThanOrEqualTo(48));
  }

  private Optional<Double> iterationMs(String strategy) {
    StrategyOptions none = StrategyCatalog.standard().byName(strategy).options(Map.of());
    try {
      return Optional.of(
          Run.of(uneven().with(new StrategySection(strategy, none))).result().iterationTimeMs());
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private Scenario uneven() {
    return new ScenarioTexts(folder)
        .read(
            UNEVEN, "\"transferLatencyMs\": 0.3", "\"microBatches\": 8", "\"name\": \"1f1b\"", "");
  }
}
