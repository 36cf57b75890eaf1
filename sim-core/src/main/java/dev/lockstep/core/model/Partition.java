package dev.lockstep.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The cut of a network into stages of contiguous layers.
 *
 * @param layersPerStage how many layers each stage takes, from the input on
 */
public record Partition(List<Integer> layersPerStage) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a stage is empty
   */
  public Partition {
    layersPerStage = List.copyOf(layersPerStage);
    if (layersPerStage.isEmpty() || layersPerStage.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "layers per stage %s; every stage needs at least one layer".formatted(layersPerStage));
    }
  }

  /**
   * The cut whose slowest stage is fastest, auxiliary heads included. Among equal cuts the one with
   * the fewest layers in the last stage; what is before it is cut by the same rule.
   *
   * <p>Dynamic programme over (stages, layers): the best cut of the first n layers into k stages is
   * the best choice of where the last of them starts.
   *
   * @param hasHead whether a stage carries an auxiliary head behind its last layer
   * @throws IllegalArgumentException if there are fewer layers than stages
   */
  public static Partition balanced(List<Layer> layers, int stages, IntPredicate hasHead) {
    return balanced(stage -> layers, stages, hasHead);
  }

  /**
   * The same where a layer costs more in one stage than in another, as on devices that differ.
   *
   * @param layersIn the layers, as they cost in a stage
   */
  public static Partition balanced(
      IntFunction<List<Layer>> layersIn, int stages, IntPredicate hasHead) {
    int count = layersIn.apply(0).size();
    if (count < stages) {
      throw new IllegalArgumentException(
          "%d layers for %d stages; every stage needs at least one layer".formatted(count, stages));
    }
    long[] slowest = new long[count + 1];
    Arrays.fill(slowest, Long.MAX_VALUE);
    slowest[0] = 0;
    int[][] startOfLast = new int[stages][count + 1];
    for (int stage = 0; stage < stages; stage++) {
      slowest = addStage(layersIn.apply(stage), slowest, hasHead.test(stage), startOfLast[stage]);
    }
    List<Integer> sizes = new ArrayList<>();
    int end = count;
    for (int stage = stages - 1; stage >= 0; stage--) {
      sizes.add(0, end - startOfLast[stage][end]);
      end = startOfLast[stage][end];
    }
    return new Partition(sizes);
  }

  /**
   * The best cut of every prefix of the layers into one stage more; notes where the added stage
   * starts.
   */
  private static long[] addStage(List<Layer> layers, long[] slowest, boolean head, int[] starts) {
    long[] extended = new long[slowest.length];
    Arrays.fill(extended, Long.MAX_VALUE);
    for (int end = 1; end < slowest.length; end++) {
      long stageNanos = head ? layers.get(end - 1).auxiliaryNanos() : 0;
      for (int start = end - 1; start >= 0 && stageNanos < extended[end]; start--) {
        stageNanos += layers.get(start).computeNanos();
        long candidate = Math.max(slowest[start], stageNanos);
        if (candidate < extended[end]) {
          extended[end] = candidate;
          starts[end] = start;
        }
      }
    }
    return extended;
  }

  /**
   * The stages of the cut: times and bytes of a stage are the sums over its layers, its boundary is
   * the output of the last one. Bytes that are unknown for one layer are unknown for the stage.
   *
   * @throws IllegalArgumentException if the cut does not take all layers
   */
  public List<Stage> stages(List<Layer> layers, long updateNanos) {
    int total = layersPerStage.stream().mapToInt(Integer::intValue).sum();
    if (total != layers.size()) {
      throw new IllegalArgumentException(
          "the stages take %d layers, the model has %d".formatted(total, layers.size()));
    }
    List<Stage> stages = new ArrayList<>();
    int from = 0;
    for (int size : layersPerStage) {
      stages.add(stage(layers.subList(from, from + size), updateNanos));
      from += size;
    }
    return List.copyOf(stages);
  }

  private static Stage stage(List<Layer> layers, long updateNanos) {
    Layer last = layers.get(layers.size() - 1);
    return new Stage(
        layers.stream().mapToLong(Layer::forwardNanos).sum(),
        layers.stream().mapToLong(Layer::inputGradientNanos).sum(),
        layers.stream().mapToLong(Layer::weightGradientNanos).sum(),
        last.auxiliaryNanos(),
        updateNanos,
        new Stage.Memory(
            sum(layers, Layer::activationBytes),
            OptionalLong.empty(),
            last.outputBytes(),
            sum(layers, Layer::parameterBytes)));
  }

  private static OptionalLong sum(List<Layer> layers, Function<Layer, OptionalLong> bytes) {
    long sum = 0;
    for (Layer layer : layers) {
      OptionalLong size = bytes.apply(layer);
      if (size.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += size.getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
