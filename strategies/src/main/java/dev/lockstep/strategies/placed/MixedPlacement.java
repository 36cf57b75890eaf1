package dev.lockstep.strategies.placed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts blocks of layers on devices so that all have about the same load, wherever in the model the
 * blocks are: the idea of FTPipe's mixed partition (Eliad et al., USENIX ATC 2021). The longest
 * block goes first, each to the device with the least load so far, which is at most a third above
 * the best there is (Graham, "Bounds on multiprocessing timing anomalies", 1969). Taking this
 * greedy rule for the paper's search is our reading.
 *
 * <p>Blocks side by side on one device become one stage. Devices are numbered as the model comes to
 * them, and taken as equal.
 *
 * @param blocksPerStage blocks of each stage
 * @param deviceOfStage device of each stage
 */
public record MixedPlacement(List<Integer> blocksPerStage, List<Integer> deviceOfStage) {

  /** Copies the lists. */
  public MixedPlacement {
    blocksPerStage = List.copyOf(blocksPerStage);
    deviceOfStage = List.copyOf(deviceOfStage);
  }

  /**
   * The placement of blocks.
   *
   * @param blockNanos what each block computes for a mini-batch, at least one for each device
   */
  public static MixedPlacement of(long[] blockNanos, int devices) {
    int[] device = longestFirst(blockNanos, devices);
    List<Integer> sizes = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (int block = 0; block < device.length; block++) {
      int last = sizes.size() - 1;
      if (block > 0 && device[block] == device[block - 1]) {
        sizes.set(last, sizes.get(last) + 1);
        continue;
      }
      if (!seen.contains(device[block])) {
        seen.add(device[block]);
      }
      sizes.add(1);
      places.add(seen.indexOf(device[block]));
    }
    return new MixedPlacement(sizes, places);
  }

  private static int[] longestFirst(long[] nanos, int devices) {
    int[] device = new int[nanos.length];
    long[] load = new long[devices];
    int[] blocks = new int[devices];
    List<Integer> order =
        IntStream.range(0, nanos.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer block) -> -nanos[block]))
            .toList();
    for (int block : order) {
      int least =
          IntStream.range(0, devices)
              .boxed()
              .min(
                  Comparator.comparingLong((Integer d) -> load[d]).thenComparingInt(d -> blocks[d]))
              .orElseThrow();
      device[block] = least;
      load[least] += nanos[block];
      blocks[least]++;
    }
    return device;
  }
}
