package dev.lockstep.devices.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where devices wait for each other, the slowest sets the pace. */
final class T01_SlowestDeviceTest {

  /** Order statistics of normal deviates, as tables print them. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0.5642", "4, 1.0294", "8, 1.4236", "64, 2.3437", "1024, 3.2482"})
  void the_largest_of_some_deviates(int devices, double deviates) {
    assertThat(SlowestDevice.factor(devices, 0.01)).isCloseTo(1 + 0.01 * deviates, within(1e-6));
  }

  /** Between the powers of two: the mean of 20,000 trials. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 24, 48, 100})
  void numbers_between_powers_of_two_agree_with_trials(int devices) {
    Random random = new Random(1);
    double sum = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      sum += random.doubles(devices, 0, 1).map(u -> random.nextGaussian()).max().orElseThrow();
    }
    assertThat(SlowestDevice.factor(devices, 0.01))
        .isCloseTo(1 + 0.01 * sum / 20_000, within(3e-4));
  }

  @Test
  void like_devices_without_spread_are_equally_fast_however_many() {
    assertThat(SlowestDevice.factor(1_000_000, 0)).isEqualTo(1);
  }

  /** Waiting for others takes no longer on a slow device. */
  @Test
  void only_computation_is_slowed() {
    PassTime slowed = new PassTime(10, 4).slowed(1.5);

    assertThat(slowed).isEqualTo(new PassTime(13, 4));
  }

  @Test
  void no_device_is_refused() {
    assertThatThrownBy(() -> SlowestDevice.factor(0, 0.01)).hasMessage("0 devices; at least 1");
  }
}
