package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.List;

/**
 * Where the layers are cut into stages. A file gives one of the two.
 *
 * @param layersPerStage how many layers each stage has; filled in from the cut points of measured
 *     layers, empty if there are cut points of a model that is given by its shape
 * @param cutPoints the layers that begin the second stage and all further ones, by index from 0 or
 *     by name; empty if the file gave {@code layersPerStage}
 */
@ExactlyOne
public record PartitionSection(
    @Key(
            "how many layers each stage has; 0 where the first holds an embedding alone, the last a head")
        @Bounds(min = 0, max = 1e6)
        List<Integer> layersPerStage,
    @Key("layers that begin the second stage and all further ones, by index from 0 or by name")
        List<String> cutPoints) {

  /** Copies the lists. */
  public PartitionSection {
    layersPerStage = List.copyOf(layersPerStage);
    cutPoints = List.copyOf(cutPoints);
  }
}
