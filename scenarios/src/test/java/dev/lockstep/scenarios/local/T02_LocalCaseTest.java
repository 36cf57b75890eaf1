package dev.lockstep.scenarios.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.trial.TrialNetwork;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.pipeline.GPipe;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network is really timed and carried out; how well that was predicted, no test can say. */
class T02_LocalCaseTest {

  private static final TrialNetwork RESNET = TrialNetwork.resnet();
  private static final Effort LEAST = new Effort(2, 1, 2, 1, 1, 1);

  static List<Strategy> strategies() {
    return List.of(new GPipe(), new Interlocking(1));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_strategy_is_timed_predicted_and_measured(Strategy strategy) {
    Measured measured = new LocalCase(Trial.of(RESNET, strategy), LEAST).carryOut(1_000);
    LocalComparison comparison = Figures.of(measured);

    assertThat(measured.rounds()).isNotEmpty();
    Timeline first = measured.rounds().get(0).run().timeline();
    assertThat(first.schedule()).isSameAs(measured.predicted().schedule());
    assertThat(comparison.iterations()).isEqualTo(4);
    assertThat(comparison.strategy()).isEqualTo(strategy.name());
    assertThat(comparison.stepMs().predicted()).isPositive();
    assertThat(comparison.stepMs().measured()).isPositive();
    assertThat(comparison.utilisation().measured()).isBetween(0.0, 1.0);
    assertThat(comparison.tasks()).isNotEmpty();
  }
}
