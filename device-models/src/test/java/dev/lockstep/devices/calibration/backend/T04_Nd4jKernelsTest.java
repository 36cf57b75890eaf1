package dev.lockstep.devices.calibration.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.calibration.MemoryWork;
import dev.lockstep.devices.calibration.PreparedKernel;
import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.TimerSettings;
import dev.lockstep.devices.calibration.timing.Timing;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's natives load here, run each kind of kernel once, and compute what they should. */
class T04_Nd4jKernelsTest {

  private static final TimerSettings ONCE = new TimerSettings(0, 0, 1, 1, Long.MAX_VALUE);

  @Test
  void a_product_in_each_orientation_is_the_product() {
    Nd4jKernels.start(1);
    INDArray left = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    INDArray right = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 1}});
    INDArray expected = Nd4j.createFromArray(new float[][] {{4, 5}, {10, 11}});
    INDArray plain = Nd4j.zeros(2, 2);
    INDArray rightTransposed = Nd4j.zeros(2, 2);
    INDArray leftTransposed = Nd4j.zeros(2, 2);

    Operations.product(left, false, right, false, plain).run();
    Operations.product(left, false, right.transpose().dup(), true, rightTransposed).run();
    Operations.product(left.transpose().dup(), true, right, false, leftTransposed).run();

    assertThat(List.of(plain, rightTransposed, leftTransposed)).containsOnly(expected);
  }

  @Test
  void every_kind_of_kernel_runs() {
    Nd4jKernels kernels = Nd4jKernels.start(1);
    List<Kernel> all = new ArrayList<>();
    all.add(MatrixProduct.of(64, 64, 64));
    all.add(new MatrixProduct(2, 8, 8, 8));
    for (Direction direction : Direction.values()) {
      all.add(new Convolution(2, 3, 4, 8, 8, 3, 3, 1, 1, direction));
      all.add(new Convolution(2, 3, 4, 4, 4, 3, 3, 2, 1, direction));
    }
    all.add(new Attention(2, 8, 8, 4, 4, false, Direction.FORWARD));
    all.add(new Attention(2, 8, 8, 4, 4, false, Direction.INPUT_GRADIENT));
    for (MemoryWork work : MemoryWork.values()) {
      all.add(work.over(4096));
    }

    assertThat(all).allSatisfy(kernel -> assertThat(once(kernels, kernel).samples()).isOne());
  }

  @Test
  void what_nd4j_has_no_operation_for_is_refused() {
    Nd4jKernels kernels = Nd4jKernels.start(1);

    assertThatThrownBy(
            () -> kernels.prepare(new Convolution(1, 4, 4, 8, 8, 3, 3, 1, 4, Direction.FORWARD)))
        .hasMessageContaining("ND4J's conv2d has none");
    assertThatThrownBy(() -> kernels.prepare(new Attention(1, 8, 8, 4, 4, true, Direction.FORWARD)))
        .hasMessageContaining("takes no triangular mask");
    assertThatThrownBy(() -> kernels.prepare(MemoryPass.of("dropout", 4096)))
        .hasMessageContaining("'dropout' is no pass that is timed here");
    assertThatThrownBy(() -> Nd4jKernels.start(0)).hasMessageContaining("0 threads");
  }

  private static Timing once(Nd4jKernels kernels, Kernel kernel) {
    try (PreparedKernel prepared = kernels.prepare(kernel)) {
      return prepared.time(new KernelTimer(ONCE, kernels.clockNanos()));
    }
  }
}
