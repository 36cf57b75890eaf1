package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.Hardware;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.plan.space.Space;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same plan on hardware that is half or twice as good. */
class T04_HardwareTest {

  private static final Problem PROBLEM =
      Problems.of(
          """
          { "model": { "transformer": { "layers": 4, "hidden": 4096, "heads": 32, "vocabulary": 32000, "sequence": 2048 } },
            "cluster": { "preset": "dgx-a100-80gb", "nodes": 2 },
            "training": { "globalBatch": 16, "microBatch": 1 },
            "strategy": { "name": "1f1b" } }
          """,
          SearchSpace.ALL,
          new Limits(
              OptionalInt.empty(), OptionalLong.empty(), 1_000_000_000, OptionalDouble.empty()));

  private static final Candidate PLAN =
      Space.of(PROBLEM).stream()
          .map(Group::first)
          .filter(one -> one.degrees().pipeline() == 2 && one.degrees().tensor() == 4)
          .findFirst()
          .orElseThrow();

  @Test
  void better_links_save_time_but_no_computing() {
    double own = timeMs(Hardware.OWN);

    assertThat(timeMs(new Hardware(2, 1, 1))).isBetween(own / 2, 0.99 * own);
    assertThat(timeMs(new Hardware(0.5, 1, 1))).isBetween(1.01 * own, 2 * own);
  }

  @Test
  void faster_devices_save_at_most_their_share() {
    double own = timeMs(Hardware.OWN);

    assertThat(timeMs(new Hardware(1, 2, 1))).isBetween(own / 2, 0.99 * own);
  }

  @Test
  void all_twice_as_good_takes_about_half_the_time_but_for_latencies() {
    double own = timeMs(Hardware.OWN);

    assertThat(timeMs(new Hardware(2, 2, 1))).isBetween(own / 2, 0.75 * own);
  }

  @Test
  void memory_is_a_limit_that_changes_no_time() {
    assertThat(timeMs(new Hardware(1, 1, 2))).isEqualTo(timeMs(Hardware.OWN));
    assertThat(Search.one(PROBLEM.on(new Hardware(1, 1, 0.05)), PLAN)).isEmpty();
  }

  @Test
  void headroom_stays_free() {
    Problem problem = PROBLEM.on(new Hardware(1, 1, 0.5));

    assertThat(problem.usableBytes(OptionalLong.of(80_000_000_000L))).hasValue(39_000_000_000L);
  }

  /** What is known of a problem is known of the same one with other memory. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void searches_that_share_what_they_know_find_the_same(double memory) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int seed = 0; seed < 8; seed++) {
        Problem problem = Problems.randomLayers(new Random(seed));
        Search.Effort effort = new Search.Effort(2, 1.2, true);
        Knowledge known = Knowledge.of(problem);
        Search.of(problem, effort, known, threads);
        Problem changed = problem.on(new Hardware(1, 1, memory));

        assertThat(Search.of(changed, effort, known, threads))
            .isEqualTo(Search.of(changed, effort, threads));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static double timeMs(Hardware hardware) {
    return Search.one(PROBLEM.on(hardware), PLAN).orElseThrow().iterationTimeMs();
  }
}
