package dev.lockstep.scenarios.assembly;

import dev.lockstep.core.model.Partition;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a network is cut into stages. */
public final class Cut {

  private Cut() {}

  /**
   * As the scenario says; else as many blocks in every stage, as frameworks cut; else, where they
   * do not divide, balanced by cost.
   *
   * @throws IllegalArgumentException in one line, if the stages do not take all blocks
   */
  public static Partition of(NetworkStages network, Optional<PartitionSection> given, int stages) {
    int units = network.unitCount();
    if (given.isPresent()) {
      return new Partition(explicit(given.get().layersPerStage(), units, stages));
    }
    if (units % stages == 0) {
      return new Partition(Collections.nCopies(stages, units / stages));
    }
    return Partition.balanced(network.layers(), stages, stage -> false);
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
