package dev.lockstep.devices.calibration;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.hardware.KernelCalibration;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.devices.layers.convolutional.ConvolutionalPresets;
import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.devices.layers.transformer.TransformerPresets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Layers ask for passes by names of their own; a measured pass stands for each. */
class T05_CalibratedTimesTest {

  /** 1 GB/s for copies, 2 for additions, 4 for what the user calls "residual". */
  private static FittedGroup group(String pass, double gigabytes) {
    return new FittedGroup(
        "memory-pass/" + pass,
        Map.of(
            "launchSeconds", 1e-12,
            "cachedSecondsPerByte", 1e-9 / gigabytes,
            "missSecondsPerByte", 1e-30,
            "cacheBytes", 1e6,
            "cacheSharpness", 1.0),
        List.of(1e3),
        List.of(1e7));
  }

  private static double millis(MemoryPass pass, FittedGroup... groups) {
    KernelCalibration calibration = new KernelCalibration("test", Precision.FP32, List.of(groups));
    return 1e3 * new CalibratedTimes(calibration).seconds(pass);
  }

  @Test
  void a_pass_takes_its_own_time_else_that_of_its_stand_in_else_that_of_a_copy() {
    MemoryPass residual = MemoryPass.of("residual", 1e6);

    assertThat(millis(residual, group("copy", 1))).isCloseTo(1, within(1e-6));
    assertThat(millis(residual, group("copy", 1), group("add", 2))).isCloseTo(0.5, within(1e-6));
    assertThat(millis(residual, group("copy", 1), group("add", 2), group("residual", 4)))
        .isCloseTo(0.25, within(1e-6));
  }

  @Test
  void the_range_is_that_of_the_stand_in() {
    CalibratedTimes times =
        new CalibratedTimes(
            new KernelCalibration("test", Precision.FP32, List.of(group("add", 2))));

    assertThat(times.inFittedRange(MemoryPass.of("residual gradient", 1e6))).isTrue();
    assertThat(times.inFittedRange(MemoryPass.of("residual gradient", 1e8))).isFalse();
    assertThat(times.inFittedRange(MemoryPass.of("transpose", 1e6))).isFalse();
  }

  @Test
  void every_pass_of_every_known_network_has_a_stand_in() {
    Set<String> unknown =
        networks()
            .flatMap(network -> executions().flatMap(how -> network.layers(how).stream()))
            .flatMap(T05_CalibratedTimesTest::kernels)
            .filter(MemoryPass.class::isInstance)
            .map(kernel -> ((MemoryPass) kernel).name())
            .filter(name -> CalibratedTimes.standIn(name).isEmpty())
            .collect(toCollection(TreeSet::new));

    assertThat(unknown).isEmpty();
  }

  private static Stream<Network> networks() {
    return Stream.concat(
        TransformerPresets.byName().values().stream().map(Transformer::new),
        ConvolutionalPresets.all().stream().map(ConvolutionalPresets.Preset::network));
  }

  /** Alone, with dropout and with fused attention, and in 8 bits. */
  private static Stream<Execution> executions() {
    return Stream.of(
        Execution.alone(1, Precision.BF16),
        new Execution(1, 1, 1, 1, false, Precision.BF16, Recompute.NONE, true, false),
        new Execution(1, 1, 1, 1, false, Precision.FP32, Recompute.FULL, false, true),
        new Execution(1, 1, 1, 1, false, Precision.FP8, Recompute.NONE, true, false));
  }

  private static Stream<Kernel> kernels(LayerWork layer) {
    return Stream.of(
            layer.forward(), layer.recompute(), layer.inputGradient(), layer.weightGradient())
        .flatMap(List::stream);
  }
}
