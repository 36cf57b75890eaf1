package dev.lockstep.devices.calibration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.link.ProtocolChoice;
import dev.lockstep.devices.collective.link.ProtocolChoice.Medium;
import dev.lockstep.devices.collective.link.Protocols;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Constants that made the times are found again. */
class T02_CurveFitTest {

  private static final LinkCurve TRUE =
      new LinkCurve(8e-6, 0.9e-6, 8e-6, 300e9, 800e9, new TreeMap<>());
  private static final Percentage CLOSE = Percentage.withPercentage(1);

  private static List<MeasuredCollective> times(
      LinkCurve curve, Optional<InSwitchReduction> inSwitch, int... ranks) {
    List<MeasuredCollective> points = new ArrayList<>();
    for (int n : ranks) {
      for (double size = 2048; size <= 1 << 29; size *= 2) {
        MeasuredCollective asked = new MeasuredCollective(Kind.ALL_REDUCE, n, size, 1);
        double seconds = FittedCurve.predictor(curve, inSwitch).seconds(asked);
        points.add(new MeasuredCollective(Kind.ALL_REDUCE, n, size, seconds));
      }
    }
    return points;
  }

  @Test
  void allConstantsFromSeveralRankCounts() {
    FittedCurve fit = CurveFit.sameLinks().fit(times(TRUE, Optional.empty(), 2, 4, 8));

    assertThat(fit.curve().startSeconds()).isCloseTo(8e-6, CLOSE);
    assertThat(fit.curve().stepSeconds()).isCloseTo(0.9e-6, CLOSE);
    assertThat(fit.curve().chunkSeconds()).isCloseTo(8e-6, CLOSE);
    assertThat(fit.curve().bandwidthBytesPerSecond()).isCloseTo(300e9, CLOSE);
    assertThat(fit.curve().localBandwidthBytesPerSecond()).isCloseTo(800e9, CLOSE);
    assertThat(fit.residuals().count()).isEqualTo(57);
    assertThat(fit.residuals().worst()).isLessThan(1e-3);
    assertThat(fit.range().contains(Kind.ALL_REDUCE, 2048, 2)).isTrue();
    assertThat(fit.range().contains(Kind.ALL_GATHER, 2048, 2)).isFalse();
  }

  @Test
  void theSwitchIsToldFromTheRing() {
    InSwitchReduction inSwitch = new InSwitchReduction(72e-6, 460e9, 8);
    FittedCurve fit =
        CurveFit.sameLinks()
            .withInSwitchReduction(8)
            .fit(times(TRUE, Optional.of(inSwitch), 2, 4, 8));

    assertThat(fit.inSwitch().orElseThrow().latencySeconds()).isCloseTo(72e-6, CLOSE);
    assertThat(fit.inSwitch().orElseThrow().busBandwidthBytesPerSecond()).isCloseTo(460e9, CLOSE);
    assertThat(fit.curve().bandwidthBytesPerSecond()).isCloseTo(300e9, CLOSE);
  }

  /** A group of n through one shared way sees (2 / n)^x of what a pair sees. */
  @Test
  void widthsAreFoundOrGiven() {
    LinkCurve narrow = TRUE.withWidths(Map.of(2, 1.0, 4, 0.25, 8, 0.0625));
    List<MeasuredCollective> points = times(narrow, Optional.empty(), 2, 4, 8);

    assertThat(CurveFit.sharedLinks().fit(points).curve().widths().get(8)).isCloseTo(0.0625, CLOSE);
    assertThat(CurveFit.knownWidths(narrow.widths()).fit(points).curve().bandwidthBytesPerSecond())
        .isCloseTo(300e9, CLOSE);
    assertThat(CurveFit.sameLinks().fit(points).residuals().mean()).isGreaterThan(0.2);
    assertThat(CurveFit.sharedLinks().heldOutRanks(points, 8).mean()).isLessThan(0.01);
  }

  private static final ProtocolChoice A100 = new ProtocolChoice(Medium.NVLINK, 240e9, 87.7e9, true);

  /** Latency tells LL, jumps tell Simple. */
  @Test
  void theConstantsOfEachProtocolAreFound() {
    LinkCurve curve = protocols(Optional.of(A100));
    FittedCurve fit =
        CurveFit.sameLinks()
            .withProtocols(Optional.of(A100))
            .fit(times(curve, Optional.empty(), 2, 4, 8));

    assertThat(fit.residuals().worst()).isLessThan(0.01);
    assertThat(fit.curve().stepSeconds()).isCloseTo(0.9e-6, CLOSE);
    assertThat(fit.curve().protocols().orElseThrow().simpleStepSeconds())
        .isCloseTo(7e-6, Percentage.withPercentage(5));
    assertThat(fit.curve().protocols().orElseThrow().lowLatencyBandwidthBytesPerSecond())
        .isCloseTo(80e9, Percentage.withPercentage(5));
  }

  private static LinkCurve protocols(Optional<ProtocolChoice> choice) {
    return new LinkCurve(
        8e-6,
        0.9e-6,
        4e-6,
        300e9,
        800e9,
        new TreeMap<>(),
        Optional.of(new Protocols(80e9, 7e-6, choice)));
  }

  /** Times that jump where NCCL's estimate for A100 jumps are known for such. */
  @Test
  void theKindOfLinksIsRecognised() {
    List<MeasuredCollective> points =
        times(protocols(Optional.of(A100)), Optional.empty(), 2, 4, 8);

    assertThat(KnownLinks.nearest(points)).isEqualTo(KnownLinks.NVSWITCH_A100);
    assertThat(KnownLinks.named("nvswitch-a100")).isEqualTo(KnownLinks.NVSWITCH_A100);
    assertThatThrownBy(() -> KnownLinks.named("nvlink"))
        .hasMessageStartingWith("unknown links \"nvlink\"; known are [one-protocol,");
  }

  /** From one rank count launch and steps cannot be told apart: all latency is the steps'. */
  @Test
  void oneRankCountGivesFewerConstants() {
    LinkCurve plain = new LinkCurve(0, 2e-6, 4e-6, 20e9, Double.POSITIVE_INFINITY, new TreeMap<>());
    FittedCurve fit = CurveFit.sameLinks().fit(times(plain, Optional.empty(), 8));

    assertThat(fit.curve().startSeconds()).isZero();
    assertThat(fit.curve().stepSeconds()).isCloseTo(2e-6, CLOSE);
    assertThat(fit.curve().chunkSeconds()).isCloseTo(4e-6, CLOSE);
    assertThat(fit.curve().bandwidthBytesPerSecond()).isCloseTo(20e9, CLOSE);
  }

  /** One time that is off threefold does not move the rest. */
  @Test
  void anOddPointIsSeenAndPassedOver() {
    List<MeasuredCollective> points = times(TRUE, Optional.empty(), 2, 4, 8);
    MeasuredCollective odd = points.get(30);
    points.set(
        30, new MeasuredCollective(odd.kind(), odd.ranks(), odd.sizeBytes(), 3 * odd.seconds()));
    FittedCurve fit = CurveFit.sameLinks().fit(points);

    assertThat(fit.residuals().worst()).isCloseTo(2.0 / 3, within(0.02));
    assertThat(fit.residuals().median()).isLessThan(0.01);
  }

  @Test
  void accuracyIsToldByPointsThatWereNotFitted() {
    List<MeasuredCollective> points = times(TRUE, Optional.empty(), 2, 4, 8);

    assertThat(CurveFit.sameLinks().heldOutSizes(points).count()).isEqualTo(27);
    assertThat(CurveFit.sameLinks().heldOutRanks(points, 8).count()).isEqualTo(19);
    assertThat(CurveFit.sameLinks().heldOutRanks(points, 8).worst()).isLessThan(0.01);
  }

  @Test
  void residuals() {
    assertThat(Residuals.of(0.4, 0.1, 0.2, 0.1).median()).isCloseTo(0.15, within(1e-12));
    assertThat(Residuals.of(0.4, 0.1, 0.2, 0.1).worst()).isEqualTo(0.4);
    assertThat(Residuals.of().mean()).isNaN();
  }

  @Test
  void tooFewPoints() {
    assertThatThrownBy(
            () ->
                CurveFit.sameLinks()
                    .fit(List.of(new MeasuredCollective(Kind.ALL_REDUCE, 2, 8, 1e-6))))
        .hasMessage(
            "3 constants need as many measurements, there are 1. Maybe measure more sizes.");
  }
}
