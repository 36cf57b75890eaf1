package dev.lockstep.scenarios.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.SimulationSection.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps whose times vary: what each disturbance does, and that strategies meet the same luck. */
class T01_DisturbedStepsTest {

  private static final String JITTER =
      "jitter: { compute: { coefficientOfVariation: 0.2 }, transfer: { distribution: gamma,"
          + " coefficientOfVariation: 0.5 } }";

  @TempDir private Path folder;

  /**
   * GPipe of p = 4, m = 8: every device is as slow as the slowest while it is in its steady run.
   */
  @Test
  void a_slow_device_holds_up_the_whole_pipeline() {
    double even = run("gpipe", "").iterationTimeMs();
    RunResult slow = run("gpipe", "stragglers: [ { device: 1, factor: 2 } ]");

    assertThat(even).isCloseTo((8 + 3) * 3 + 6 * 0.1, within(1e-9));
    assertThat(slow.iterationTimeMs()).isCloseTo(8 * 6 + 3 * 3 + 6 * 0.1, within(1e-9));
    assertThat(slow.perDevice().get(1).busyMs()).isEqualTo(48);
    assertThat(slow.perDevice().get(2).busyMs()).isEqualTo(24);
  }

  /**
   * Each way of a micro-batch across the link takes 5 ms more: activations one way, gradients back.
   */
  @Test
  void a_slow_link_is_slow_in_its_direction_only() {
    String one = "{ link: 1-2, factor: 51 }";
    String other = "{ link: 2-1, factor: 51 }";

    assertThat(run("gpipe", "stragglers: [ %s ]".formatted(one)).iterationTimeMs())
        .isCloseTo(33.6 + 5, within(1e-9));
    assertThat(run("gpipe", "stragglers: [ %s, %s ]".formatted(one, other)).iterationTimeMs())
        .isCloseTo(33.6 + 5 + 5, within(1e-9));
  }

  @Test
  void a_device_that_is_slow_for_a_while_delays_what_starts_then() {
    RunResult before = run("gpipe", "stragglers: [ { device: 0, factor: 9, toMs: 0.5 } ]");
    RunResult after = run("gpipe", "stragglers: [ { device: 0, factor: 9, fromMs: 1e6 } ]");

    assertThat(before.makespanMs()).isCloseTo(run("gpipe", "").makespanMs() + 8, within(1e-9));
    assertThat(after.makespanMs()).isEqualTo(run("gpipe", "").makespanMs());
  }

  @ParameterizedTest
  @CsvSource({"0, 33.6", "1, 57.6"})
  void never_and_always_are_certain(double probability, double iterationMs) {
    String straggler = "stragglers: [ { device: 1, factor: 2, probability: %s } ]";

    assertThat(run("gpipe", straggler.formatted(probability)).iterationTimeMs())
        .isCloseTo(iterationMs, within(1e-9));
  }

  /** A quarter of the iterations takes 57.6 ms, the others 33.6. */
  @Test
  void now_and_then_is_a_share_of_the_iterations() {
    String sometimes = "stragglers: [ { device: 1, factor: 2, probability: 0.25 } ], iterations: 1";
    DisturbedSteps steps = steps("gpipe", sometimes);

    MeanInterval mean = mean(steps, 0, 4000, 0.999);

    assertThat(mean.holds(0.25 * 57.6 + 0.75 * 33.6)).isTrue();
    assertThat(IntStream.range(0, 50).mapToObj(i -> Math.round(10 * steps.repetition(i).lastMs())))
        .containsOnly(336L, 576L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpipe", "1f1b", "zb-h1", "interleaved-1f1b", "pipedream"})
  void both_engines_tell_the_same_times(String strategy) {
    String disturbed =
        JITTER + ", stragglers: [ { device: 1, factor: 2, fromMs: 20, probability: 0.5 } ]";
    Scenario scenario = ChanceTexts.scenario(folder, strategy, disturbed, "");

    RunResult replayed = Run.of(scenario.with(scenario.simulation().with(Engine.REPLAY))).result();
    RunResult simulated = Run.of(scenario.with(scenario.simulation().with(Engine.EVENT))).result();

    assertThat(simulated.iterationTimesMs()).isEqualTo(replayed.iterationTimesMs());
    assertThat(simulated.perDevice()).isEqualTo(replayed.perDevice());
    assertThat(replayed.iterationTimesMs()).isNotEqualTo(run(strategy, "").iterationTimesMs());
  }

  /** Both work the same: one forward and one whole backward for each stage and micro-batch. */
  @Test
  void strategies_meet_the_same_luck() {
    String only = "jitter: { compute: { coefficientOfVariation: 0.3 } }, iterations: 1";

    RunResult one = run("1f1b", only);
    RunResult other = run("zb-h1", only);

    assertThat(one.iterationTimeMs()).isNotEqualTo(other.iterationTimeMs());
    for (int device = 0; device < 4; device++) {
      assertThat(one.perDevice().get(device).busyMs())
          .isCloseTo(other.perDevice().get(device).busyMs(), within(1e-4))
          .isNotCloseTo(24, within(0.01));
    }
  }

  /** Their differences are therefore known better than from as many repetitions of each alone. */
  @Test
  void differences_are_sharper_than_those_of_strategies_that_meet_their_own_luck() {
    DisturbedSteps one = steps("1f1b", JITTER);
    DisturbedSteps other = steps("zb-h1", JITTER);

    MeanInterval paired =
        interval(i -> one.repetition(i).meanMs() - other.repetition(i).meanMs(), 300);
    MeanInterval apart =
        interval(i -> one.repetition(i).meanMs() - other.repetition(i + 5000).meanMs(), 300);

    assertThat(paired.standardDeviation()).isLessThan(0.6 * apart.standardDeviation());
    assertThat(paired.mean()).isBetween(apart.low(), apart.high());
  }

  @Test
  void jitter_makes_a_pipeline_slower_on_average_and_the_more_the_wider_it_is() {
    double little = mean(jittered(0.05), 0, 300, 0.95).low();
    double much = mean(jittered(0.4), 0, 300, 0.95).low();

    assertThat(little).isGreaterThan(33.6);
    assertThat(much).isGreaterThan(little + 2);
  }

  /**
   * Four replicas of one stage end each iteration together: the mean is that of the largest of four
   * sums of sixteen times, 1.03 standard deviations of such a sum above the mean of one.
   */
  @Test
  void replicas_wait_for_the_slowest() {
    String only = "jitter: { compute: { coefficientOfVariation: 0.2 } }, iterations: 1";
    DisturbedSteps alone = steps(replicated(1, only));
    DisturbedSteps together = steps(replicated(4, only));

    MeanInterval one = mean(alone, 0, 2000, 0.999);
    MeanInterval four = mean(together, 0, 2000, 0.999);

    assertThat(four.mean() - one.mean())
        .isCloseTo(1.03 * one.standardDeviation(), within(0.1 * one.standardDeviation()));
    assertThat(together.note()).isEmpty();
  }

  /** One stage waits for nobody: its mean time is that of its work, whatever the jitter. */
  @Test
  void intervals_hold_the_known_mean_as_often_as_they_claim() {
    String only = "jitter: { compute: { coefficientOfVariation: 0.5 } }, iterations: 1";
    Scenario scenario = ChanceTexts.scenario(folder, "sequential", only, "");
    DisturbedSteps steps = steps(scenario);
    double truth =
        Run.of(scenario.with(scenario.simulation().undisturbed())).result().iterationTimeMs();

    long hits =
        IntStream.range(0, 400)
            .filter(study -> mean(steps, 30 * study, 30, 0.95).holds(truth))
            .count();

    assertThat(hits / 400.0).isCloseTo(0.95, within(3 * Math.sqrt(0.95 * 0.05 / 400)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ device: 4, factor: 2 } | names rank 4 of 4",
        "{ link: 3-7, factor: 2 } | names rank 7 of 4"
      })
  void ranks_that_are_not_there_are_refused(String straggler, String what) {
    assertThatThrownBy(() -> run("gpipe", "stragglers: [ %s ]".formatted(straggler)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("/simulation/stragglers/0: %s. Use ranks 0 to 3.".formatted(what));
  }

  private Scenario replicated(int replicas, String simulation) {
    String text =
        """
        name: replicas
        model: { profile: { stages: 1, forwardMs: 1, backwardMs: 2, boundaryBytes: 8, parameterBytes: 8 } }
        cluster: { device: a100-sxm-80gb, nodes: 1, devicesPerNode: %1$d }
        parallelism: { pipeline: 1, data: %1$d }
        training: { microBatches: 8 }
        strategy: { name: sequential }
        simulation: { %2$s }
        """
            .formatted(replicas, simulation);
    try {
      return ScenarioReader.read(Files.writeString(folder.resolve("replicas.yaml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DisturbedSteps jittered(double variation) {
    return steps(
        "gpipe", "jitter: { compute: { coefficientOfVariation: %s } }".formatted(variation));
  }

  private RunResult run(String strategy, String simulation) {
    return Run.of(ChanceTexts.scenario(folder, strategy, simulation, "")).result();
  }

  private DisturbedSteps steps(String strategy, String simulation) {
    return steps(ChanceTexts.scenario(folder, strategy, simulation, ""));
  }

  private static DisturbedSteps steps(Scenario scenario) {
    return new DisturbedSteps(scenario, Run.of(scenario.with(scenario.simulation().undisturbed())));
  }

  private static MeanInterval mean(DisturbedSteps steps, int from, int count, double confidence) {
    return MeanInterval.of(
        IntStream.range(from, from + count)
            .mapToDouble(i -> steps.repetition(i).meanMs())
            .toArray(),
        confidence);
  }

  private static MeanInterval interval(IntToDoubleFunction figure, int count) {
    return MeanInterval.of(IntStream.range(0, count).mapToDouble(figure).toArray(), 0.999);
  }
}
