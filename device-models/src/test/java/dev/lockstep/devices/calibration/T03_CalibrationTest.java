package dev.lockstep.devices.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.Timing;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From a plan and a device of known times to constants and errors. */
class T03_CalibrationTest {

  @Test
  void held_out_kernels_are_none_of_the_fitted_ones() {
    CalibrationPlan plan = CalibrationPlan.forProcessor();

    assertThat(plan.heldOut()).isNotEmpty().doesNotContainAnyElementsOf(plan.fitted());
    assertThat(new HashSet<>(plan.fitted())).hasSameSizeAs(plan.fitted());
  }

  @Test
  void the_plan_is_always_the_same_and_holds_out_some_of_each_class() {
    CalibrationPlan plan = CalibrationPlan.forProcessor();

    assertThat(plan).isEqualTo(CalibrationPlan.forProcessor());
    assertThat(plan.heldOut().stream().map(KernelClass::of).distinct())
        .containsExactlyInAnyOrder(
            KernelClass.MATRIX_PRODUCT,
            KernelClass.BATCHED_MATRIX_PRODUCT,
            KernelClass.CONVOLUTION,
            KernelClass.ATTENTION,
            KernelClass.NORMALISATION,
            KernelClass.SOFTMAX,
            KernelClass.ELEMENTWISE,
            KernelClass.COPY);
  }

  @Test
  void a_run_measures_every_kernel_and_foretells_the_held_out_ones() {
    List<Double> progress = new ArrayList<>();
    CalibrationRun run = new CalibrationRun(new Formula(), Long.MAX_VALUE / 4, progress::add);

    Calibration calibration = run.calibrate(passes());

    assertThat(calibration.fitted()).hasSize(12);
    assertThat(calibration.heldOut()).hasSize(2);
    assertThat(calibration.residual().orElseThrow().worstError()).isLessThan(0.03);
    assertThat(progress).hasSize(3 * 14).isSorted().endsWith(1.0);
  }

  @Test
  void without_time_it_says_how_far_it_came() {
    CalibrationRun run = new CalibrationRun(new Formula(), 0, done -> {});

    assertThatThrownBy(() -> run.calibrate(passes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 of 14 kernels were timed within 0 s");
  }

  @Test
  void of_a_table_every_fourth_row_of_a_group_is_held_out() {
    List<MeasuredKernel> rows =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> row(MatrixProduct.of(8L * i, 64, 64), 1e-6 * i))
            .toList();

    Calibration calibration = Calibration.everyFourthHeldOut(rows);

    assertThat(calibration.heldOut()).containsExactly(rows.get(1), rows.get(5), rows.get(9));
    assertThat(calibration.residuals()).containsOnlyKeys(KernelClass.MATRIX_PRODUCT);
  }

  @Test
  void errors_are_relative_to_what_was_measured() {
    List<MeasuredKernel> rows =
        List.of(
            row(MemoryPass.of("copy", 10), 10),
            row(MemoryPass.of("copy", 20), 10),
            row(MemoryPass.of("copy", 8), 10));

    Residual residual = Residual.over(rows, row -> ((MemoryPass) row.kernel()).sizeBytes());

    assertThat(residual.points()).isEqualTo(3);
    assertThat(residual.medianError()).isCloseTo(0.2, within(1e-12));
    assertThat(residual.meanError()).isCloseTo(0.4, within(1e-12));
    assertThat(residual.worstError()).isEqualTo(1.0);
  }

  @Test
  void a_time_of_zero_is_refused() {
    assertThatThrownBy(() -> row(MatrixProduct.of(1, 1, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a measured time is above 0 and finite");
  }

  private static CalibrationPlan passes() {
    List<Kernel> fitted = new ArrayList<>();
    for (int shift = 12; shift < 24; shift++) {
      fitted.add(MemoryPass.of("copy", 1 << shift));
    }
    return new CalibrationPlan(
        fitted, List.of(MemoryPass.of("copy", 3e4), MemoryPass.of("copy", 7e6)));
  }

  private static MeasuredKernel row(Kernel kernel, double seconds) {
    return new MeasuredKernel(kernel, Precision.FP32, seconds);
  }

  /** A device on which a pass takes 5 us and a nanosecond for each 10 bytes. */
  private static final class Formula implements KernelSource {
    @Override
    public PreparedKernel prepare(Kernel kernel) {
      double nanos = 5_000 + ((MemoryPass) kernel).sizeBytes() / 10;
      return new PreparedKernel() {
        @Override
        public Timing time(KernelTimer timer) {
          return new Timing(nanos, nanos, 0, 1, 0);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public LongSupplier clockNanos() {
      return () -> 0;
    }

    @Override
    public Machine machine() {
      return new Machine("formula", "none", 1, "none", 1, "none");
    }
  }
}
