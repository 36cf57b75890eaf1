package dev.lockstep.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Cutting layers into stages. */
class T01_PartitionTest {

  private static final IntPredicate NO_HEADS = stage -> false;

  @Test
  void oneStageTakesAllLayers() {
    assertThat(Partition.balanced(layers(1, 2, 3), 1, NO_HEADS).layersPerStage())
        .containsExactly(3);
  }

  @Test
  void asManyStagesAsLayersTakeOneEach() {
    assertThat(Partition.balanced(layers(1, 2, 3), 3, NO_HEADS).layersPerStage())
        .containsExactly(1, 1, 1);
  }

  @Test
  void theSlowestStageIsAsFastAsItCanBe() {
    assertThat(Partition.balanced(layers(4, 1, 1, 2, 3, 1), 3, NO_HEADS).layersPerStage())
        .as("4 | 1 1 2 | 3 1")
        .containsExactly(1, 3, 2);
  }

  @Test
  void ofEqualCutsTheLastStageIsTheShortest() {
    assertThat(Partition.balanced(layers(5, 1, 1, 1), 2, NO_HEADS).layersPerStage())
        .as("5 | 1 1 1, where 5 1 | 1 1 would be slower")
        .containsExactly(1, 3);
    assertThat(Partition.balanced(layers(1, 0, 0, 1), 2, NO_HEADS).layersPerStage())
        .containsExactly(3, 1);
  }

  /** A head of 5 behind the second layer makes it the wrong place to cut. */
  @Test
  void headsCount() {
    List<Layer> layers = List.of(layer(2, 1), layer(2, 5), layer(2, 1), layer(2, 1));

    assertThat(Partition.balanced(layers, 2, NO_HEADS).layersPerStage()).containsExactly(2, 2);
    assertThat(Partition.balanced(layers, 2, stage -> stage == 0).layersPerStage())
        .as("2 + head 1 | 6, or 6 + head 1 | 2, not 4 + head 5 | 4")
        .containsExactly(1, 3);
  }

  @Test
  void isOptimalOnRandomInstances() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(9);
      int stages = 1 + random.nextInt(count);
      List<Layer> layers =
          IntStream.range(0, count)
              .mapToObj(i -> layer(random.nextInt(8), random.nextInt(4)))
              .toList();
      int heads = random.nextInt(1 << stages);
      IntPredicate hasHead = stage -> (heads >> stage & 1) == 1;
      Partition found = Partition.balanced(layers, stages, hasHead);
      List<List<Integer>> all = cuts(count, stages);
      long best = all.stream().mapToLong(cut -> slowest(layers, cut, hasHead)).min().orElseThrow();
      int shortest =
          all.stream()
              .filter(cut -> slowest(layers, cut, hasHead) == best)
              .mapToInt(cut -> cut.get(stages - 1))
              .min()
              .orElseThrow();

      assertThat(found.layersPerStage()).as("seed %d", seed).hasSize(stages);
      assertThat(slowest(layers, found.layersPerStage(), hasHead))
          .as("seed %d", seed)
          .isEqualTo(best);
      assertThat(found.layersPerStage().get(stages - 1)).as("seed %d", seed).isEqualTo(shortest);
    }
  }

  @Test
  void aStageAddsItsLayersUp() {
    Layer first = new Layer("a", 1, 2, 3, 4, bytes(10), bytes(20), bytes(30));
    Layer second = new Layer("b", 5, 6, 7, 8, bytes(40), bytes(50), bytes(60));

    assertThat(new Partition(List.of(2)).stages(List.of(first, second), 9))
        .as("head and boundary are those of the last layer")
        .containsExactly(
            new Stage(
                6,
                8,
                10,
                8,
                9,
                new Stage.Memory(bytes(50), OptionalLong.empty(), bytes(50), bytes(90))));
    assertThat(new Partition(List.of(1, 1)).stages(List.of(first, second), 0))
        .extracting(Stage::forwardNanos)
        .containsExactly(1L, 5L);
  }

  @Test
  void oneUnknownSizeMakesTheSumUnknown() {
    Layer known = new Layer("a", 1, 1, 1, 0, bytes(10), bytes(20), bytes(30));
    Layer unknown = layer(1, 0);
    Stage.Memory memory =
        new Partition(List.of(2)).stages(List.of(unknown, known), 0).get(0).memory();

    assertThat(memory.activationBytes()).isEmpty();
    assertThat(memory.parameterBytes()).isEmpty();
    assertThat(memory.boundaryBytes()).as("the last layer's output is known").hasValue(20);
  }

  @Test
  void refusesWhatLeavesAStageEmpty() {
    assertThatThrownBy(() -> Partition.balanced(layers(1, 2), 3, NO_HEADS))
        .hasMessage("2 layers for 3 stages; every stage needs at least one layer");
    assertThatThrownBy(() -> new Partition(List.of(1, 0)))
        .hasMessage("layers per stage [1, 0]; every stage needs at least one layer");
    assertThatThrownBy(() -> new Partition(List.of()))
        .hasMessage("layers per stage []; every stage needs at least one layer");
    assertThatThrownBy(() -> new Partition(List.of(1, 2)).stages(layers(1, 2), 0))
        .hasMessage("the stages take 3 layers, the model has 2");
  }

  private static long slowest(List<Layer> layers, List<Integer> cut, IntPredicate hasHead) {
    long slowest = 0;
    int from = 0;
    for (int stage = 0; stage < cut.size(); stage++) {
      int end = from + cut.get(stage);
      long time = layers.subList(from, end).stream().mapToLong(Layer::computeNanos).sum();
      time += hasHead.test(stage) ? layers.get(end - 1).auxiliaryNanos() : 0;
      slowest = Math.max(slowest, time);
      from = end;
    }
    return slowest;
  }

  private static List<List<Integer>> cuts(int layers, int stages) {
    if (stages == 1) {
      return List.of(List.of(layers));
    }
    List<List<Integer>> cuts = new ArrayList<>();
    for (int first = 1; first <= layers - stages + 1; first++) {
      for (List<Integer> rest : cuts(layers - first, stages - 1)) {
        List<Integer> cut = new ArrayList<>(List.of(first));
        cut.addAll(rest);
        cuts.add(cut);
      }
    }
    return cuts;
  }

  private static List<Layer> layers(long... nanos) {
    return LongStream.of(nanos).mapToObj(time -> layer(time, 0)).toList();
  }

  private static Layer layer(long nanos, long head) {
    OptionalLong unknown = OptionalLong.empty();
    return new Layer("layer", nanos, 0, 0, head, unknown, unknown, unknown);
  }

  private static OptionalLong bytes(long size) {
    return OptionalLong.of(size);
  }
}
