package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.CutRule;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.plan.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a plan cuts the layers into stages. */
class T05_CutTest {

  @ParameterizedTest
  @CsvSource({
    "8, 4, 2 2 2 2",
    "9, 4, 2 3 2 2",
    "10, 4, 2 3 3 2", // as Llama 3 405B is cut: one block less at both ends
    "126, 16, 7 8 8 8 8 8 8 8 8 8 8 8 8 8 8 7",
    "3, 2, 2 1",
    "2, 2, 1 1",
  })
  void even_cuts_have_their_larger_stages_in_the_middle(int blocks, int stages, String sizes) {
    assertThat(CutRule.even(blocks, stages))
        .isEqualTo(Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
  }

  /** Blocks divide, and the head is as dear as several of them. */
  private static final String LARGE_VOCABULARY =
      """
      { "model": { "transformer": { "layers": 24, "hidden": 1024, "heads": 8, "vocabulary": 256000, "sequence": 512 } },
        "cluster": { "preset": "dgx-a100-80gb", "nodes": 1 },
        "training": { "globalBatch": 32, "microBatch": 1 },
        "strategy": { "name": "1f1b" } }
      """;

  @Test
  void a_dear_head_gets_a_stage_with_fewer_blocks() {
    Found found = search(Optional.empty(), 8);
    Trial best = found.best().orElseThrow();

    assertThat(best.candidate().rule()).isEqualTo(CutRule.BALANCED);
    List<Integer> sizes = best.candidate().partition().orElseThrow().layersPerStage();
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(24);
    assertThat(sizes.get(7)).isLessThan(sizes.get(1));
    assertThat(best.iterationTimeMs())
        .isLessThan(
            search(Optional.of(List.of(CutRule.USUAL)), 8).best().orElseThrow().iterationTimeMs());
  }

  @Test
  void a_cut_that_is_the_usual_one_is_no_plan_of_its_own() {
    Found found = search(Optional.empty(), 2);

    assertThat(found.fastest())
        .extracting(one -> one.candidate().partition())
        .doesNotHaveDuplicates();
    assertThat(found.counts().refused() + found.fastest().size())
        .isEqualTo(found.counts().candidates());
  }

  @Test
  void cuts_are_tried_where_they_may_differ() {
    assertThat(rules(8)).containsExactly(CutRule.USUAL, CutRule.BALANCED);
    assertThat(rules(5)).containsExactly(CutRule.USUAL, CutRule.EVEN);
    assertThat(rules(1)).containsExactly(CutRule.USUAL);
  }

  private static List<CutRule> rules(int pipeline) {
    return Space.of(
            Problems.of(LARGE_VOCABULARY, space(Optional.empty(), pipeline), limits(pipeline)))
        .get(0)
        .candidates()
        .stream()
        .map(Candidate::rule)
        .toList();
  }

  private static Found search(Optional<List<CutRule>> rules, int pipeline) {
    return Problems.search(
        Problems.of(LARGE_VOCABULARY, space(rules, pipeline), limits(pipeline)), true, 2);
  }

  private static Limits limits(int devices) {
    return new Limits(OptionalInt.of(devices), OptionalLong.empty(), 0, OptionalDouble.empty());
  }

  private static SearchSpace space(Optional<List<CutRule>> rules, int pipeline) {
    Optional<List<Integer>> one = Optional.of(List.of(1));
    return new SearchSpace(
        Optional.of(List.of(pipeline)),
        one,
        one,
        one,
        one,
        one,
        one,
        Optional.of(List.of("none")),
        Optional.of(List.of(0)),
        Optional.of(List.of(false)),
        rules,
        Optional.of(List.of("1f1b")));
  }
}
