package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.plan.space.Objective;
import dev.lockstep.scenarios.plan.space.Problem;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search finds what running everything finds. */
class T03_SearchTest {

  private static final int OF_LAYERS = 180;
  private static final int OF_TRANSFORMERS = 20;

  static Stream<Problem> problems() {
    return Stream.concat(
        IntStream.range(0, OF_LAYERS)
            .mapToObj(seed -> Problems.randomLayers(new Random(1_000 + seed))),
        IntStream.range(0, OF_TRANSFORMERS)
            .mapToObj(seed -> Problems.randomTransformer(new Random(2_000 + seed))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void it_finds_the_optimum_and_the_front_of_brute_force(Problem problem) {
    Found all = Problems.search(problem, false, 2);

    Found found = Problems.search(problem, true, 2);

    assertThat(found.fastest()).isEqualTo(all.fastest());
    assertThat(found.front()).isEqualTo(all.front());
    assertThat(found.counts().candidates()).isEqualTo(all.counts().candidates());
    assertThat(found.counts().run()).isLessThanOrEqualTo(all.counts().run());
  }

  @Test
  void most_problems_have_a_plan_and_some_have_none() {
    long solved =
        problems().filter(one -> Problems.search(one, true, 2).best().isPresent()).count();

    assertThat(solved).isBetween(130L, 199L);
  }

  /** Half of the problems have power and prices; some of these limits of energy and money. */
  @Test
  void problems_differ_in_what_decides_and_in_what_limits() {
    assertThat(problems().map(one -> Problems.preference(one).first()))
        .contains(Objective.TIME, Objective.ENERGY, Objective.COST);
    assertThat(problems().filter(one -> one.base().job().isPresent()).count()).isBetween(70L, 130L);
    assertThat(problems().filter(one -> one.limits().costUsd().isPresent()).count())
        .isBetween(15L, 60L);
  }

  @Test
  void money_and_energy_find_plans_that_time_and_memory_alone_leave_out() {
    long more =
        problems()
            .map(one -> Problems.search(one, true, 2).front())
            .filter(
                front ->
                    front.stream()
                        .anyMatch(
                            plan ->
                                front.stream().anyMatch(other -> isFasterAndSmaller(other, plan))))
            .count();

    assertThat(more).isGreaterThan(10);
  }

  private static boolean isFasterAndSmaller(Trial one, Trial other) {
    return one.iterationTimeMs() < other.iterationTimeMs()
        && one.memoryBytes().orElse(0) < other.memoryBytes().orElse(0);
  }

  @Test
  void most_of_a_space_is_never_run() {
    Problem problem = Problems.randomTransformer(new Random(2_003));

    int all = Problems.search(problem, false, 2).counts().run();

    assertThat(Problems.search(problem, true, 2).counts().run()).isLessThan(all / 5);
  }

  @Test
  void threads_change_nothing() {
    Problem problem = Problems.randomTransformer(new Random(3));

    Found one = Problems.search(problem, true, 1);

    assertThat(Problems.search(problem, true, 4)).isEqualTo(one);
  }

  @Test
  void every_candidate_is_counted_once() {
    for (int seed = 0; seed < 20; seed++) {
      Found.Counts counts =
          Problems.search(Problems.randomLayers(new Random(seed)), true, 2).counts();

      assertThat(counts.refused() + counts.memory() + counts.bound() + counts.run())
          .isEqualTo(counts.candidates());
    }
  }

  @Test
  void no_plan_of_the_front_is_both_slower_and_larger() {
    Problem problem = Problems.withoutJob(Problems.randomTransformer(new Random(5)));
    List<Trial> front = Problems.search(problem, true, 2).front();

    for (int i = 1; i < front.size(); i++) {
      assertThat(front.get(i).iterationTimeMs()).isGreaterThan(front.get(i - 1).iterationTimeMs());
      assertThat(front.get(i).memoryBytes().getAsLong())
          .isLessThan(front.get(i - 1).memoryBytes().getAsLong());
    }
  }
}
