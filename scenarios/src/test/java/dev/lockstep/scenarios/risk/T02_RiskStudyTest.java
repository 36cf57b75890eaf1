package dev.lockstep.scenarios.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of what chance does, whole. */
class T02_RiskStudyTest {

  private static final String JITTER = "jitter: { compute: { coefficientOfVariation: 0.1 } }";
  private static final String FAULTS =
      "faults: { deviceMtbfHours: 400, nodeMtbfHours: 400, checkpointIntervalMinutes: 60,"
          + " checkpointSeconds: 60, restartSeconds: 300 }";

  @TempDir private Path folder;

  /** Eight parts that fail every 400 hours: the job fails every 50. 30 days are 720 hours. */
  @Test
  void failures_of_devices_and_nodes_add_up() {
    FaultRisk risk = study(scenario("gpipe", FAULTS, "")).get(0).faults().orElseThrow();

    assertThat(risk.meanTimeBetweenFailuresHours()).hasValue(50);
    assertThat(risk.trainingDays()).isEqualTo(30);
    assertThat(risk.goodputWithoutFailures()).isCloseTo(60 / 61.0, within(1e-12));
    assertThat(risk.failures()).isCloseTo(720 / 50.0, within(1.0));
    assertThat(risk.days().holds(risk.expectedDays().orElseThrow())).isTrue();
    assertThat(risk.expectedGoodput().orElseThrow())
        .isBetween(risk.goodputLow(), risk.goodputHigh())
        .isLessThan(risk.goodputWithoutFailures());
    assertThat(risk.best().orElseThrow().minutes())
        .isCloseTo(76.794, within(0.001))
        .isGreaterThan(risk.checkpointIntervalMinutes());
    assertThat(risk.best().orElseThrow().goodput())
        .isGreaterThanOrEqualTo(risk.best().orElseThrow().dalyGoodput())
        .isGreaterThanOrEqualTo(risk.best().orElseThrow().youngGoodput());
  }

  @Test
  void without_failures_nothing_is_left_to_chance() {
    String none =
        "faults: { checkpointIntervalMinutes: 9, checkpointSeconds: 60, restartSeconds: 1 }";

    FaultRisk risk = study(scenario("gpipe", none, "")).get(0).faults().orElseThrow();

    assertThat(risk.goodput()).isCloseTo(0.9, within(1e-12)).isEqualTo(risk.goodputLow());
    assertThat(risk.meanTimeBetweenFailuresHours()).isEmpty();
    assertThat(risk.best()).isEmpty();
    assertThat(risk.quantiles()).allMatch(q -> q.value().low() == risk.days().mean());
  }

  /** 10^8 iterations of some 33.6 ms are 39 days. */
  @Test
  void a_job_says_how_much_is_trained_and_jitter_how_long_that_takes() {
    RiskResult result =
        study(scenario("gpipe", JITTER + ", " + FAULTS, "job: { iterations: 1e8 }")).get(0);

    assertThat(result.steps().orElseThrow().undisturbedMs()).isCloseTo(33.6, within(1e-9));
    assertThat(result.faults().orElseThrow().trainingDays())
        .isCloseTo(result.steps().orElseThrow().meanMs().mean() * 1e8 / 86.4e6, within(1e-6))
        .isGreaterThan(38.9);
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void the_first_strategy_is_the_one_that_others_are_held_against() {
    List<RiskResult> results = study(scenario("1f1b", JITTER, ""), scenario("zb-h1", JITTER, ""));

    StepRisk one = results.get(0).steps().orElseThrow();
    StepRisk other = results.get(1).steps().orElseThrow();
    assertThat(one.againstFirstMs()).isEmpty();
    assertThat(other.againstFirstMs().orElseThrow().mean())
        .isCloseTo(other.meanMs().mean() - one.meanMs().mean(), within(1e-9));
    assertThat(other.againstFirstMs().orElseThrow().high()).isNegative();
    assertThat(one.meanMs().repetitions()).isEqualTo(other.meanMs().repetitions());
    assertThat(one.precise()).isTrue();
  }

  @Test
  void one_thread_and_eight_tell_the_same() throws Exception {
    Scenario scenario = scenario("zb-h1", JITTER + ", " + FAULTS, "");

    List<RiskResult> alone = new ForkJoinPool(1).submit(() -> study(scenario)).get();
    List<RiskResult> together = new ForkJoinPool(8).submit(() -> study(scenario)).get();

    assertThat(together).isEqualTo(alone);
  }

  @Test
  void a_scenario_that_says_nothing_of_chance_is_refused() {
    assertThatThrownBy(() -> study(scenario("gpipe", "seed: 1", "")))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("/simulation: says nothing of chance");
  }

  @Test
  void a_job_that_would_never_end_is_refused() {
    String often = FAULTS.replace("deviceMtbfHours: 400", "deviceMtbfHours: 0.1");

    assertThatThrownBy(() -> study(scenario("gpipe", often, "")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(
            "hardly ever pass without one of the failures, which come every 90 s");
  }

  private Scenario scenario(String strategy, String simulation, String further) {
    return ChanceTexts.scenario(folder, strategy, simulation, further);
  }

  private static List<RiskResult> study(Scenario... scenarios) {
    RiskStudy study = new RiskStudy(ChanceTexts.ROUGH);
    for (Scenario scenario : scenarios) {
      study.add(scenario.strategy().name(), scenario);
    }
    return study.results();
  }
}
