package dev.lockstep.devices.calibration.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Constants fitted to times that a formula made foretell what the formula says elsewhere. */
class T02_FittedKernelsTest {

  private static final double FP32 = 4;

  @Test
  void a_pass_has_a_launch_and_a_rate_in_and_out_of_the_cache() {
    ToDoubleFunction<Kernel> device =
        kernel -> {
          double bytes = ((MemoryPass) kernel).sizeBytes();
          double x = bytes / 4e6;
          return 5e-6 + bytes * (1e-11 + 8e-11 * x * x / (1 + x * x));
        };
    FittedKernels fitted = through(device, passes("relu"));

    assertThat(fitted.groups().get(0).constants())
        .hasEntrySatisfying("launchSeconds", is(5e-6))
        .hasEntrySatisfying("cachedSecondsPerByte", is(1e-11))
        .hasEntrySatisfying("missSecondsPerByte", is(8e-11))
        .hasEntrySatisfying("cacheBytes", is(4e6));
    assertThat(fitted.seconds(MemoryPass.of("relu", 3e6)))
        .isCloseTo(device.applyAsDouble(MemoryPass.of("relu", 3e6)), withinPercentage(2));
  }

  @Test
  void one_disturbed_point_changes_little() {
    ToDoubleFunction<Kernel> device =
        kernel -> {
          double bytes = ((MemoryPass) kernel).sizeBytes();
          return (5e-6 + bytes * 1e-10) * (bytes == 1 << 18 ? 3 : 1);
        };

    assertThat(through(device, passes("add")).seconds(MemoryPass.of("add", 3e5)))
        .isCloseTo(5e-6 + 3e-5, withinPercentage(5));
  }

  @Test
  void short_sides_of_a_product_do_not_reach_the_peak() {
    ToDoubleFunction<Kernel> device =
        kernel -> {
          MatrixProduct p = (MatrixProduct) kernel;
          return 3e-6 + p.flops() / 1e11 * (p.m() + 12.0) / p.m() * (p.n() + 5.0) / p.n();
        };
    FittedKernels fitted = through(device, products());

    for (MatrixProduct other :
        List.of(
            MatrixProduct.of(48, 512, 256),
            MatrixProduct.of(512, 48, 96),
            MatrixProduct.of(160, 160, 160))) {
      assertThat(fitted.seconds(other)).isCloseTo(device.applyAsDouble(other), withinPercentage(4));
    }
  }

  @Test
  void a_lowered_convolution_costs_by_its_kernel_elements() {
    ToDoubleFunction<Kernel> device =
        kernel -> {
          Convolution c = (Convolution) kernel;
          double lowered = 4.0 * c.images() * 256 * c.inputChannels() * 9;
          return 1e-5 + c.flops() / 1e11 + lowered * 6e-10;
        };
    List<Kernel> grid = new ArrayList<>();
    for (int images : new int[] {2, 4, 8}) {
      for (int inputs : new int[] {8, 16, 64}) {
        for (int outputs : new int[] {8, 32, 64}) {
          grid.add(convolution(images, inputs, outputs));
        }
      }
    }

    assertThat(through(device, grid).seconds(convolution(6, 32, 48)))
        .isCloseTo(device.applyAsDouble(convolution(6, 32, 48)), withinPercentage(4));
  }

  @Test
  void attention_costs_by_operations_and_scores() {
    ToDoubleFunction<Kernel> device =
        kernel -> {
          Attention a = (Attention) kernel;
          return 1e-5
              + a.flops() / 1e11
              + 5e-9 * a.batch() * (double) a.querySequence() * a.keySequence();
        };
    List<Kernel> grid = new ArrayList<>();
    for (int batch : new int[] {2, 8, 32}) {
      for (int positions : new int[] {32, 64, 128, 256}) {
        grid.add(attention(batch, positions, 32));
        grid.add(attention(batch, positions, 64));
      }
    }

    assertThat(through(device, grid).seconds(attention(12, 96, 48)))
        .isCloseTo(device.applyAsDouble(attention(12, 96, 48)), withinPercentage(4));
  }

  @Test
  void the_range_is_that_of_the_fitted_sizes() {
    FittedKernels fitted = through(k -> 1e-6 + k.flops() * 1e-11, products());

    assertThat(fitted.inFittedRange(MatrixProduct.of(100, 100, 100))).isTrue();
    assertThat(fitted.inFittedRange(MatrixProduct.of(100, 100, 4096))).isFalse();
    assertThat(fitted.inFittedRange(MemoryPass.of("relu", 1000))).isFalse();
  }

  @Test
  void a_pass_that_was_not_measured_costs_a_copy_and_is_outside_the_range() {
    FittedKernels fitted =
        through(k -> 1e-6 + ((MemoryPass) k).sizeBytes() * 1e-10, passes("copy"));
    MemoryPass dropout = MemoryPass.of("dropout", 1e6);

    assertThat(fitted.seconds(dropout)).isEqualTo(fitted.seconds(MemoryPass.of("copy", 1e6)));
    assertThat(fitted.inFittedRange(dropout)).isFalse();
    assertThat(fitted.inFittedRange(MemoryPass.of("copy", 1e6))).isTrue();
  }

  @Test
  void a_group_without_measurements_has_no_time() {
    FittedKernels fitted = through(k -> 1e-6 + k.flops() * 1e-11, products());

    assertThatThrownBy(() -> fitted.seconds(attention(2, 32, 32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("measured are [matrix-product]");
    assertThatThrownBy(
            () ->
                fitted.seconds(
                    new Collective(Collective.Kind.ALL_REDUCE, 1e6, Collective.Axis.DATA, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is work of several devices");
  }

  @Test
  void constants_that_a_file_gave_back_say_the_same() {
    FittedKernels fitted = through(k -> 1e-6 + k.flops() * 1e-11, products());
    FittedKernels again = FittedKernels.of(fitted.groups(), FP32);
    MatrixProduct product = MatrixProduct.of(48, 80, 112);

    assertThat(again.seconds(product)).isEqualTo(fitted.seconds(product));
    assertThat(again.groups()).isEqualTo(fitted.groups());
  }

  private static FittedKernels through(ToDoubleFunction<Kernel> device, List<Kernel> kernels) {
    return FittedKernels.through(
        kernels.stream().map(k -> new Point(k, device.applyAsDouble(k))).toList(), FP32);
  }

  private static List<Kernel> passes(String name) {
    List<Kernel> passes = new ArrayList<>();
    for (int shift = 12; shift <= 26; shift++) {
      passes.add(MemoryPass.of(name, 1 << shift));
    }
    return passes;
  }

  private static List<Kernel> products() {
    List<Kernel> products = new ArrayList<>();
    for (int m : new int[] {16, 64, 256, 1024}) {
      for (int n : new int[] {16, 64, 256, 1024}) {
        for (int k : new int[] {16, 128, 1024}) {
          products.add(MatrixProduct.of(m, n, k));
        }
      }
    }
    return products;
  }

  private static Convolution convolution(int images, int inputs, int outputs) {
    return new Convolution(images, inputs, outputs, 16, 16, 3, 3, 1, 1, Direction.FORWARD);
  }

  private static Attention attention(int batch, int positions, int head) {
    return new Attention(batch, positions, positions, head, head, false, Direction.FORWARD);
  }

  private static org.assertj.core.api.Condition<Double> is(double expected) {
    return new org.assertj.core.api.Condition<>(
        value -> Math.abs(value / expected - 1) < 0.05, "within 5 %% of %s", expected);
  }
}
