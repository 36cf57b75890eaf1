package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

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

    assertThat(solved).isBetween(150L, 199L);
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
    List<Trial> front = Problems.search(Problems.randomTransformer(new Random(5)), true, 2).front();

    for (int i = 1; i < front.size(); i++) {
      assertThat(front.get(i).iterationTimeMs()).isGreaterThan(front.get(i - 1).iterationTimeMs());
      assertThat(front.get(i).memoryBytes().getAsLong())
          .isLessThan(front.get(i - 1).memoryBytes().getAsLong());
    }
  }
}
