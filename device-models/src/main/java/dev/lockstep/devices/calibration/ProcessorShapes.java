package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shapes for a processor: a grid to fit on, and shapes drawn at random (always the same ones) from
 * within the grid's ranges to judge the fit by. Convolutions have two images or more: ND4J computes
 * the gradients of a single one in another way.
 */
final class ProcessorShapes {

  private static final long SEED = 20_240_501;

  private ProcessorShapes() {}

  static List<Kernel> grid() {
    List<Kernel> kernels = new ArrayList<>();
    addProducts(kernels);
    addBatchedProducts(kernels);
    addConvolutionsAndAttention(kernels);
    for (MemoryWork work : MemoryWork.values()) {
      for (int shift = 10; shift <= 22; shift += shift < 14 ? 2 : 1) {
        kernels.add(work.over(1L << shift));
      }
    }
    return kernels;
  }

  private static void addProducts(List<Kernel> kernels) {
    for (int side : new int[] {16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024}) {
      kernels.add(MatrixProduct.of(side, side, side));
    }
    for (int thin : new int[] {16, 32, 64, 192}) {
      for (int wide : new int[] {256, 1024}) {
        kernels.add(MatrixProduct.of(thin, wide, wide));
        kernels.add(MatrixProduct.of(wide, thin, wide));
        kernels.add(MatrixProduct.of(wide, wide, thin));
      }
    }
    for (int[] s :
        new int[][] {
          {16, 64, 256}, {64, 16, 256}, {256, 64, 16}, {24, 200, 40}, {200, 24, 40}, {40, 40, 200},
          {520, 24, 24}, {24, 520, 24}, {72, 120, 88}, {120, 72, 88}, {56, 56, 56}, {168, 104, 136},
          {600, 72, 312}, {72, 600, 312}, {312, 600, 72}, {904, 904, 456}
        }) {
      kernels.add(MatrixProduct.of(s[0], s[1], s[2]));
    }
  }

  private static void addBatchedProducts(List<Kernel> kernels) {
    for (int batch : new int[] {4, 16, 64}) {
      for (int[] s :
          new int[][] {
            {32, 32, 32}, {64, 64, 64}, {128, 128, 32}, {64, 64, 160}, {40, 72, 56}, {72, 40, 56}
          }) {
        kernels.add(new MatrixProduct(batch, s[0], s[1], s[2]));
      }
    }
    for (int[] s :
        new int[][] {
          {4, 160, 160, 160},
          {8, 32, 160, 64},
          {8, 160, 32, 64},
          {12, 136, 88, 40},
          {12, 88, 136, 40},
          {24, 56, 56, 96},
          {32, 96, 96, 96}
        }) {
      kernels.add(new MatrixProduct(s[0], s[1], s[2], s[3]));
    }
  }

  private static void addConvolutionsAndAttention(List<Kernel> kernels) {
    for (int[] s :
        new int[][] {
          {2, 8, 8, 8, 3}, {2, 8, 16, 16, 3}, {4, 16, 16, 16, 3}, {4, 16, 16, 32, 3},
          {8, 32, 32, 16, 3}, {2, 32, 32, 32, 3}, {8, 64, 64, 8, 3}, {4, 64, 64, 16, 3},
          {8, 16, 32, 32, 1}, {8, 64, 64, 16, 1}, {2, 8, 32, 32, 5}, {4, 16, 64, 16, 3},
          {4, 64, 16, 16, 3}, {8, 8, 8, 32, 3}
        }) {
      addConvolution(kernels, s[0], s[1], s[2], s[3], s[4]);
    }
    for (int[] s :
        new int[][] {
          {2, 32, 32},
          {8, 32, 64},
          {16, 64, 32},
          {8, 64, 64},
          {4, 128, 64},
          {16, 128, 32},
          {8, 256, 32},
          {4, 256, 64},
          {32, 32, 32},
          {32, 64, 64}
        }) {
      addAttention(kernels, s[0], s[1], s[2]);
    }
  }

  static List<Kernel> drawn() {
    Random random = new Random(SEED);
    Set<Kernel> taken = new HashSet<>(grid());
    List<Kernel> kernels = new ArrayList<>();
    draw(14, kernels, taken, drawn -> drawn.add(product(random)));
    draw(6, kernels, taken, drawn -> drawn.add(batchedProduct(random)));
    draw(6, kernels, taken, drawn -> drawConvolution(drawn, random));
    draw(5, kernels, taken, drawn -> drawAttention(drawn, random));
    for (MemoryWork work : MemoryWork.values()) {
      draw(3, kernels, taken, drawn -> drawn.add(work.over(4096L * between(random, 1, 768))));
    }
    return kernels;
  }

  /** Draws until there are so many that neither the grid nor an earlier draw has. */
  private static void draw(
      int count, List<Kernel> kernels, Set<Kernel> taken, Consumer<List<Kernel>> drawer) {
    for (int found = 0; found < count; ) {
      List<Kernel> drawn = new ArrayList<>();
      drawer.accept(drawn);
      if (drawn.stream().noneMatch(taken::contains)) {
        kernels.addAll(drawn);
        taken.addAll(drawn);
        found++;
      }
    }
  }

  private static Kernel product(Random random) {
    return MatrixProduct.of(side(random, 16, 1024), side(random, 16, 1024), side(random, 16, 1024));
  }

  private static Kernel batchedProduct(Random random) {
    return new MatrixProduct(
        between(random, 4, 64),
        side(random, 32, 160),
        side(random, 32, 160),
        side(random, 32, 160));
  }

  private static void drawConvolution(List<Kernel> kernels, Random random) {
    addConvolution(
        kernels,
        between(random, 2, 8),
        side(random, 8, 64),
        side(random, 8, 64),
        side(random, 8, 24),
        3);
  }

  private static void drawAttention(List<Kernel> kernels, Random random) {
    addAttention(kernels, between(random, 4, 32), side(random, 32, 160), side(random, 32, 64));
  }

  private static void addConvolution(
      List<Kernel> kernels, int images, int inputs, int outputs, int size, int kernel) {
    for (Direction direction : Direction.values()) {
      kernels.add(
          new Convolution(images, inputs, outputs, size, size, kernel, kernel, 1, 1, direction));
    }
  }

  private static void addAttention(List<Kernel> kernels, int batch, int sequence, int head) {
    for (Direction direction : List.of(Direction.FORWARD, Direction.INPUT_GRADIENT)) {
      kernels.add(new Attention(batch, sequence, sequence, head, head, false, direction));
    }
  }

  /** A multiple of 8, evenly spread over the logarithms. */
  private static int side(Random random, int least, int most) {
    return Math.max(least, Math.min(most, between(random, least, most) / 8 * 8));
  }

  private static int between(Random random, int least, int most) {
    double log = Math.log(least) + random.nextDouble() * (Math.log(most + 1.0) - Math.log(least));
    return Math.min(most, (int) Math.exp(log));
  }
}
