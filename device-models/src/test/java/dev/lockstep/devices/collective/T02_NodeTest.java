package dev.lockstep.devices.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One node: latency, ramp, bandwidth, and the switch that adds. */
class T02_NodeTest {

  /** 1 + 3 x 2 + 2 sqrt(0.25 x 8 / 2) + 8 / 2 + 16 / 8. */
  @Test
  void theTermsOfTheCurve() {
    LinkCurve curve = new LinkCurve(1, 2, 0.25, 2, 8, new TreeMap<>());

    assertThat(curve.seconds(2, 3, 16, 8)).isEqualTo(1 + 6 + 2 + 4 + 2);
  }

  /** A group of 3 sees the links of 4, one of 9 those of 8. */
  @ParameterizedTest
  @CsvSource({"2, 16", "3, 4", "4, 4", "8, 8", "9, 8"})
  void groupsMaySeeDifferentLinks(int ranks, double seconds) {
    LinkCurve curve = LinkCurve.ofLink(0, 1).withWidths(Map.of(2, 1.0, 4, 4.0, 8, 2.0));

    assertThat(curve.seconds(ranks, 0, 16, 16)).isEqualTo(seconds);
  }

  /**
   * Some of NVIDIA's own measurements of 8 H100 (ai-dynamo/aiconfigurator, systems/data/h100_sxm,
   * microseconds); the constants were fitted on them, so this says only that they are used as they
   * were fitted.
   */
  @ParameterizedTest
  @CsvSource({
    "ALL_REDUCE, 2048, 15.68, RING",
    "ALL_REDUCE, 8388608, 78.91, RING",
    "ALL_REDUCE, 67108864, 324.53, IN_SWITCH",
    "ALL_REDUCE, 536870912, 2111.06, IN_SWITCH",
    "ALL_GATHER, 1048576, 17.13, RING",
    "ALL_GATHER, 536870912, 1401.5, RING",
  })
  void eightOfOneNode(Kind kind, double size, double micros, Algorithm algorithm) {
    CollectiveCost cost = Networks.model(Networks.h100()).cost(kind, size, GroupShape.inNode(8));

    assertThat(cost.seconds() * 1e6).isCloseTo(micros, Percentage.withPercentage(12));
    assertThat(cost.algorithm()).isEqualTo(algorithm);
    assertThat(cost.inFittedRange()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void timeRisesWithSizeAndBusBandwidthTowardsItsLimit(Kind kind) {
    CollectiveModel model = Networks.model(Networks.h100());
    double seconds = 0;
    double bandwidth = 0;
    for (double size = 1; size < 1e12; size *= 2) {
      CollectiveCost cost = model.cost(kind, size, GroupShape.inNode(8));
      assertThat(cost.seconds()).isGreaterThan(seconds);
      assertThat(cost.busBandwidthBytesPerSecond()).isGreaterThan(bandwidth);
      seconds = cost.seconds();
      bandwidth = cost.busBandwidthBytesPerSecond();
    }
    assertThat(bandwidth).isCloseTo(limit(kind), Percentage.withPercentage(1));
  }

  /** The switch's rate, or what sending and the pass over the buffer leave. */
  private static double limit(Kind kind) {
    NodeNetwork node = Networks.h100();
    LinkCurve curve = node.curve(kind);
    double pass = 1 / Bandwidths.busFactor(kind, 8) / curve.localBandwidthBytesPerSecond();
    return kind == Kind.ALL_REDUCE
        ? node.inSwitch().orElseThrow().busBandwidthBytesPerSecond()
        : 1 / (1 / curve.bandwidthBytesPerSecond() + pass);
  }

  @Test
  void aGroupOfOneHasNothingToDo() {
    CollectiveCost cost =
        Networks.model(Networks.h100()).cost(Kind.ALL_REDUCE, 1e9, GroupShape.inNode(1));

    assertThat(cost.seconds()).isZero();
    assertThat(cost.algorithm()).isEqualTo(Algorithm.NONE);
  }

  @Test
  void nothingStillHasLatency() {
    CollectiveCost cost =
        Networks.model(Networks.h100()).cost(Kind.ALL_GATHER, 0, GroupShape.inNode(8));

    assertThat(cost.seconds()).isCloseTo(4.322e-6 + 7 * 0.8848e-6, within(1e-12));
    assertThat(cost.busBandwidthBytesPerSecond()).isZero();
  }

  /** Beyond what was measured the result says so. */
  @ParameterizedTest
  @CsvSource({
    "ALL_REDUCE, 2048, 2, true",
    "ALL_REDUCE, 2047, 2, false",
    "ALL_REDUCE, 536870913, 8, false",
    "ALL_GATHER, 2048, 9, false",
    "REDUCE_SCATTER, 2048, 8, false",
  })
  void fittedRange(Kind kind, double size, int ranks, boolean inside) {
    assertThat(Networks.model(Networks.h100()).inFittedRange(kind, size, GroupShape.inNode(ranks)))
        .isEqualTo(inside);
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> LinkCurve.ofLink(-1, 1)).hasMessageContaining("step -1.0 s");
    assertThatThrownBy(() -> LinkCurve.ofLink(0, 0)).hasMessageContaining("0.0 B/s");
    assertThatThrownBy(() -> LinkCurve.ofLink(0, 1).withWidths(Map.of(2, 0.0)))
        .hasMessage("widths must be positive: {2=0.0}");
    assertThatThrownBy(
            () ->
                Networks.model(Networks.h100()).seconds(Kind.ALL_REDUCE, -1, GroupShape.inNode(8)))
        .hasMessage("ALL_REDUCE of -1.0 bytes");
  }
}
