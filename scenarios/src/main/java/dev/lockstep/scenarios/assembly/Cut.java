package dev.lockstep.scenarios.assembly;

import dev.lockstep.core.model.Layer;
import dev.lockstep.core.model.Partition;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Where a network is cut into stages. */
public final class Cut {

  private Cut() {}

  /**
   * As the scenario says; else, in a transformer whose blocks divide over equal devices, as many in
   * every stage, as frameworks cut; else balanced by cost.
   *
   * @param deviceOfStage the pipeline rank that each stage is placed on
   * @param hasHead whether a stage carries an auxiliary head
   * @throws IllegalArgumentException in one line, if the stages do not take all blocks
   */
  public static Partition of(
      NetworkStages network,
      Optional<PartitionSection> given,
      int[] deviceOfStage,
      IntPredicate hasHead) {
    int stages = deviceOfStage.length;
    boolean equalDevices = network.setup().devices().size() == 1;
    List<Kind> kinds = network.kinds();
    int blocks = Math.toIntExact(kinds.stream().filter(Kind.BLOCK::equals).count());
    if (given.isPresent()) {
      return whole(explicit(sizes(given.get(), blocks), kinds, blocks, stages), kinds);
    }
    if (equalDevices && network.network().hasAttention() && blocks % stages == 0) {
      return whole(Collections.nCopies(stages, blocks / stages), kinds);
    }
    boolean heads = IntStream.range(0, stages).anyMatch(hasHead);
    Map<DeviceModel, List<Layer>> layersOn = new HashMap<>(); // timing them takes a while
    List<List<Layer>> layersIn =
        Arrays.stream(deviceOfStage)
            .mapToObj(
                rank ->
                    layersOn.computeIfAbsent(
                        network.setup().device(rank), device -> network.layers(rank, heads)))
            .toList();
    return Partition.balanced(layersIn::get, stages, hasHead);
  }

  /**
   * The blocks that a given cut counts, as layers of the first device: the first with what stands
   * before the blocks, the last with what stands behind them.
   */
  public static List<Layer> blocks(NetworkStages network) {
    List<Kind> kinds = network.kinds();
    List<Layer> units = network.layers(0, false);
    int first = kinds.indexOf(Kind.BLOCK);
    int last = kinds.lastIndexOf(Kind.BLOCK);
    if (first < 0) {
      throw new IllegalArgumentException("a model without blocks has nowhere to be cut");
    }
    List<Layer> blocks = new ArrayList<>(units.subList(first, last + 1));
    units.subList(0, first).forEach(unit -> blocks.set(0, blocks.get(0).and(unit)));
    int end = blocks.size() - 1;
    units.subList(last + 1, units.size()).forEach(u -> blocks.set(end, blocks.get(end).and(u)));
    return blocks;
  }

  /** The first stage takes what stands before the blocks, the last what stands behind them. */
  private static Partition whole(List<Integer> blocks, List<Kind> kinds) {
    List<Integer> sizes = new ArrayList<>(blocks);
    int last = sizes.size() - 1;
    sizes.set(0, sizes.get(0) + kinds.indexOf(Kind.BLOCK));
    sizes.set(last, sizes.get(last) + kinds.size() - 1 - kinds.lastIndexOf(Kind.BLOCK));
    return new Partition(sizes);
  }

  /** Blocks of each stage, by number or by the blocks that begin one. */
  private static List<Integer> sizes(PartitionSection partition, int blocks) {
    if (!partition.layersPerStage().isEmpty()) {
      return partition.layersPerStage();
    }
    List<Integer> sizes = new ArrayList<>();
    int from = 0;
    for (String point : partition.cutPoints()) {
      int to = Integer.parseInt(point);
      if (to > blocks) {
        throw new IllegalArgumentException(
            "a stage begins at block %d, but there are %d, counted from 0".formatted(to, blocks));
      }
      sizes.add(to - from);
      from = to;
    }
    sizes.add(blocks - from);
    return sizes;
  }

  private static List<Integer> explicit(
      List<Integer> sizes, List<Kind> kinds, int blocks, int stages) {
    int sum = sizes.stream().mapToInt(Integer::intValue).sum();
    if (sizes.size() != stages || sum != blocks) {
      throw new IllegalArgumentException(
          "the partition makes %d stages of %d layers in all; it must make %d of %d"
              .formatted(sizes.size(), sum, stages, blocks));
    }
    for (int stage = 0; stage < stages; stage++) {
      boolean holdsMore =
          (stage == 0 && kinds.get(0) != Kind.BLOCK)
              || (stage == stages - 1 && kinds.get(kinds.size() - 1) != Kind.BLOCK);
      if (sizes.get(stage) == 0 && !holdsMore) {
        throw new IllegalArgumentException(
            ("stage %d gets no layer; only the first may hold the embedding alone, and only the last"
                    + " the head")
                .formatted(stage));
      }
    }
    return sizes;
  }
}
