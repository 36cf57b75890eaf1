package dev.lockstep.scenarios.assembly;

import dev.lockstep.core.model.Partition;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Where a network is cut into stages. */
public final class Cut {

  private Cut() {}

  /**
   * As the scenario says; else, in a transformer whose blocks divide, as many in every stage, as
   * frameworks cut; else balanced by cost.
   *
   * @param hasHead whether a stage carries an auxiliary head
   * @throws IllegalArgumentException in one line, if the stages do not take all blocks
   */
  public static Partition of(
      NetworkStages network, Optional<PartitionSection> given, int stages, IntPredicate hasHead) {
    int units = network.unitCount();
    if (given.isPresent()) {
      return new Partition(explicit(given.get().layersPerStage(), units, stages));
    }
    if (network.network().hasAttention() && units % stages == 0) {
      return new Partition(Collections.nCopies(stages, units / stages));
    }
    boolean heads = IntStream.range(0, stages).anyMatch(hasHead);
    return Partition.balanced(network.layers(heads), stages, hasHead);
  }

  private static List<Integer> explicit(List<Integer> sizes, int units, int stages) {
    int sum = sizes.stream().mapToInt(Integer::intValue).sum();
    if (sizes.size() != stages || sum != units) {
      throw new IllegalArgumentException(
          "the partition makes %d stages of %d layers in all; it must make %d of %d"
              .formatted(sizes.size(), sum, stages, units));
    }
    return sizes;
  }
}
