package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.plan.space.SearchSpaceBuilder;
import dev.lockstep.scenarios.plan.space.Space;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which candidates a space has. */
class T01_SpaceTest {

  private static final String TRANSFORMER =
      """
      { "model": { "transformer": { "layers": 4, "hidden": 1024, "heads": 8, "vocabulary": 32000, "sequence": 512 } },
        "cluster": { "preset": "dgx-a100-80gb", "nodes": 2 },
        "training": { "globalBatch": 16, "microBatch": 1 },
        "strategy": { "name": "1f1b" } }
      """;

  @Test
  void degrees_multiply_to_the_devices_of_the_cluster() {
    List<Group> groups = groups(TRANSFORMER, SearchSpace.ALL);

    assertThat(groups)
        .hasSizeGreaterThan(100)
        .allMatch(group -> devices(group.first()) == 16)
        .allMatch(
            group -> {
              Candidate one = group.first();
              int data = one.degrees().data().getAsInt();
              return one.microBatches() * one.microBatch().getAsInt() * data == 16;
            });
    assertThat(groups).extracting(group -> group.first().degrees().tensor()).contains(1, 8);
    assertThat(groups).extracting(group -> group.first().degrees().tensor()).doesNotContain(16);
  }

  @Test
  void candidates_are_numbered_in_their_order() {
    List<Integer> numbers =
        groups(TRANSFORMER, SearchSpace.ALL).stream()
            .flatMap(group -> group.candidates().stream())
            .map(Candidate::index)
            .toList();

    assertThat(numbers).startsWith(0, 1, 2).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void measured_layers_are_spread_over_pipelines_alone() {
    String layers =
        """
        { "model": { "layers": [ { "name": "a", "forwardMs": 1, "backwardMs": 2 }, { "name": "b", "forwardMs": 1, "backwardMs": 2 } ] },
          "cluster": { "ideal": {} }, "parallelism": { "pipeline": 2 },
          "training": { "microBatches": 4 }, "strategy": { "name": "1f1b" } }
        """;

    assertThat(groups(layers, SearchSpace.ALL))
        .extracting(group -> group.first().degrees().pipeline())
        .containsExactly(1, 2);
  }

  @Test
  void strategies_with_chunks_are_tried_with_several_numbers_of_them() {
    assertThat(groups(TRANSFORMER, SearchSpace.ALL).get(0).candidates())
        .extracting(Candidate::word)
        .contains("1f1b", "interleaved-1f1b:virtualStages=2", "interleaved-1f1b:virtualStages=6");
  }

  @Test
  void other_strategies_are_groups_of_their_own() {
    SearchSpace space =
        SearchSpaceBuilder.builder()
            .pipeline(Optional.of(List.of(2)))
            .strategies(Optional.of(List.of("1f1b", "chimera", "gpipe", "local")))
            .build();

    List<Group> groups = groups(TRANSFORMER, space).subList(0, 3);

    assertThat(groups).extracting(Group::isUsual).containsExactly(true, false, false);
    assertThat(groups).extracting(Group::isBidirectional).containsExactly(false, true, false);
    assertThat(groups.get(0).candidates())
        .extracting(one -> one.strategy().name())
        .containsOnly("1f1b", "gpipe");
  }

  @Test
  void an_unknown_strategy_is_refused() {
    SearchSpace space =
        SearchSpaceBuilder.builder().strategies(Optional.of(List.of("2f2b"))).build();

    assertThatThrownBy(() -> groups(TRANSFORMER, space)).hasMessageContaining("2f2b");
  }

  private static List<Group> groups(String scenario, SearchSpace space) {
    return Space.of(Problems.of(scenario, space, Limits.NONE));
  }

  private static long devices(Candidate one) {
    return one.degrees().devicesPerReplica() * one.degrees().data().getAsInt();
  }
}
