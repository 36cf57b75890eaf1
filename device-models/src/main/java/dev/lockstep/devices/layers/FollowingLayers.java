package dev.lockstep.devices.layers;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which layers of a network AugLocal builds the head behind a layer like (Ma et al., ICLR 2024,
 * arXiv 2402.17318; ChenxiangMA/AugLocal): of those that follow, a number at even distances, the
 * last always among them. The number falls evenly towards the output, to halfway between the
 * largest and one: the pyramid of the authors' runs, with its coefficient of 0.5.
 *
 * <p>The authors' modules are single layers. Where a module has several, the place of its last
 * layer decides here.
 */
public final class FollowingLayers {

  private static final double PYRAMID = 0.5;

  private FollowingLayers() {}

  /**
   * The layers, counted from 0.
   *
   * @param layer the head stands behind
   * @param layers of the network, without its own head
   * @param most layers of the head behind layer 0
   */
  public static List<Integer> of(int layer, int layers, int most) {
    int following = layers - 1 - layer;
    int depth = depth(layer, layers, most);
    if (depth >= following) {
      return IntStream.range(layer + 1, layers).boxed().toList();
    }
    double step = (double) following / depth;
    return IntStream.rangeClosed(1, depth).mapToObj(i -> rounded(layer + step * i)).toList();
  }

  /** How many layers the head behind a layer has, if so many follow. */
  public static int depth(int layer, int layers, int most) {
    double progress = layers > 2 ? PYRAMID * layer / (layers - 2) : 0;
    return Math.max(1, rounded(most * (1 - progress) + progress));
  }

  /** As Python rounds: halves to the even neighbour. */
  private static int rounded(double value) {
    return (int) Math.rint(value);
  }
}
