package dev.lockstep.scenarios.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.risk.RiskFigures;
import dev.lockstep.scenarios.risk.RiskResult;
import dev.lockstep.scenarios.risk.RiskStudy;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that keep figures of many draws have those of {@code risk}. */
class T02_RiskRowsTest {

  @TempDir private Path folder;

  @Test
  void figures_of_a_risk_are_those_of_the_combination_alone() throws IOException {
    Study study = study("[iterationTimeMs, risk.meanMs, risk.p95Ms, risk.goodput, risk.days]");
    Grid grid = new Grid(study);
    RowRunner runner = new RowRunner(study);

    StudyRow row = runner.row(grid.combination(2).orElseThrow());

    RiskStudy alone = new RiskStudy(new Precision(0.05, 0.9, 100, 200));
    alone.add("gpipe", runner.scenario(grid.combination(2).orElseThrow()));
    RiskResult expected = alone.results().get(0);
    assertThat(row.figures().subList(1, 5))
        .containsExactly(
            RiskFigures.of(expected, "meanMs"),
            RiskFigures.of(expected, "p95Ms"),
            RiskFigures.of(expected, "goodput"),
            RiskFigures.of(expected, "days"))
        .doesNotContain(Optional.empty());
  }

  @Test
  void a_figure_that_there_is_not_is_refused_with_the_nearest_one() throws IOException {
    assertThatThrownBy(() -> study("[risk.godput]"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("/metrics/0")
        .hasMessageContaining("risk.goodput");
  }

  @Test
  void a_combination_without_chance_is_a_refused_row() throws IOException {
    Study study = study("[risk.meanMs]");

    StudyRow row = new RowRunner(study).row(new Grid(study).combination(3).orElseThrow());

    assertThat(row.figures()).containsExactly(Optional.empty());
    assertThat(row.refusal().orElseThrow()).contains("/simulation: says nothing of chance");
  }

  private Study study(String metrics) throws IOException {
    return StudyFile.read(
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            scenario:
              model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
              cluster: {ideal: {transferLatencyMs: 0}}
              training: {microBatches: 4}
              strategy: {name: 1f1b}
              simulation:
                jitter: {compute: {coefficientOfVariation: 0.2}}
                faults: {deviceMtbfHours: 100, checkpointSeconds: 10, restartSeconds: 60}
            axes:
              - name: place
                points:
                  1f1b: {}
                  gpipe: {/strategy/name: gpipe}
                  calm: {/simulation: {}}
            metrics: %s
            risk: {precision: 0.05, confidence: 0.9, repetitions: 200}
            """
                .formatted(metrics)));
  }
}
