package dev.lockstep.devices.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.WorkBuilder;
import dev.lockstep.devices.roofline.KernelTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From kernels to the time of a pass: a second for each kernel here, three for each collective. */
class T01_LayerTimesTest {

  private static final Kernel PRODUCT = MatrixProduct.of(1, 1, 1);
  private static final Kernel PASS = MemoryPass.of("pass", 1);

  @Test
  void kernelsRunOneAfterAnother() {
    assertThat(times(0, 0, 0).pass(List.of()).seconds()).isZero();
    assertThat(times(0, 0, 0).pass(List.of(PRODUCT)).seconds()).isEqualTo(1);
    assertThat(times(0, 0, 0).pass(List.of(PRODUCT, PASS)).seconds()).isEqualTo(2);
  }

  @Test
  void aGapFollowsEachKernel() {
    assertThat(times(0, 0.25, 0).pass(List.of(PRODUCT, PASS)).seconds()).isEqualTo(2.5);
  }

  @Test
  void aCollectiveStopsTheDevice() {
    PassTime time = times(0, 0, 0).pass(List.of(PRODUCT, collective(false), PASS));

    assertThat(time).isEqualTo(new PassTime(1 + 3 + 1, 3));
  }

  /** It delays what runs beside it by a share, and costs what it is longer than that. */
  @ParameterizedTest
  @CsvSource({"1, 0, 3, 2", "5, 0, 5, 0", "1, 0.5, 3.5, 2.5", "5, 0.5, 6.5, 1.5"})
  void anOverlappedOneRunsBeside(int kernels, double delay, double seconds, double waiting) {
    List<Kernel> pass = new ArrayList<>(Collections.nCopies(kernels, PRODUCT));
    pass.add(collective(true));

    assertThat(times(0, 0, delay).pass(pass)).isEqualTo(new PassTime(seconds, waiting));
  }

  /** The larger of the host's and the device's time, rounded off where they are close. */
  @ParameterizedTest
  @CsvSource({"0.1, 2", "10, 20", "1, 2.18"})
  void aSlowHostSetsThePace(double hostSeconds, double seconds) {
    assertThat(times(hostSeconds, 0, 0).pass(List.of(PRODUCT, PASS)).seconds())
        .isCloseTo(seconds, withPercentage(0.1));
  }

  @Test
  void aHostMayServeSeveralDevicesInTurn() {
    assertThat(times(10, 0, 0).withHostServing(3).pass(List.of(PRODUCT)).seconds())
        .isCloseTo(30, withPercentage(0.1));
  }

  /** Experts run side by side, without gaps, but each has launches of its own. */
  @ParameterizedTest
  @CsvSource({"BF16, 1", "FP8, 4"})
  void theHostLaunchesExpertsOneByOne(Precision precision, int launches) {
    Kernel products =
        new WorkBuilder(Execution.alone(1, precision))
            .experts(8, 16, 32, 64)
            .build("experts", LayerWork.Kind.BLOCK, 0, 0)
            .weightGradient()
            .get(0);

    assertThat(products.launches()).isEqualTo(8 * launches);
    assertThat(times(0, 0.25, 0).pass(List.of(products)).seconds()).isEqualTo(1.25);
    assertThat(times(10, 0, 0).pass(List.of(products)).seconds())
        .isCloseTo(80.0 * launches, withPercentage(0.1));
  }

  private static Collective collective(boolean overlapped) {
    return new Collective(Collective.Kind.ALL_REDUCE, 1, Axis.TENSOR, overlapped);
  }

  private static LayerTimes times(double host, double gap, double delay) {
    KernelTimes oneSecondEach =
        new KernelTimes() {
          @Override
          public double seconds(Kernel kernel) {
            return 1;
          }

          @Override
          public boolean inFittedRange(Kernel kernel) {
            return true;
          }
        };
    return new LayerTimes(oneSecondEach, collective -> 3, host, gap, delay);
  }
}
