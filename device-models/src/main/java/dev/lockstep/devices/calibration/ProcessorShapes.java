package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
    for (MemoryWork work : MemoryWork.values()) {
      for (int shift = 10; shift <= 22; shift += shift < 14 ? 2 : 1) {
        kernels.add(work.over(1L << shift));
      }
    }
    return kernels;
  }

  static List<Kernel> drawn() {
    Random random = new Random(SEED);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      kernels.add(
          MatrixProduct.of(side(random, 16, 1024), side(random, 16, 1024), side(random, 16, 1024)));
    }
    for (int i = 0; i < 6; i++) {
      kernels.add(
          new MatrixProduct(
              between(random, 4, 64),
              side(random, 32, 160),
              side(random, 32, 160),
              side(random, 32, 160)));
    }
    for (int i = 0; i < 6; i++) {
      addConvolution(
          kernels,
          between(random, 2, 8),
          side(random, 8, 64),
          side(random, 8, 64),
          side(random, 8, 24),
          3);
    }
    for (int i = 0; i < 5; i++) {
      addAttention(kernels, between(random, 4, 32), side(random, 32, 160), side(random, 32, 64));
    }
    for (MemoryWork work : MemoryWork.values()) {
      for (int i = 0; i < 3; i++) {
        kernels.add(work.over(4096L * between(random, 1, 768)));
      }
    }
    return kernels;
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
