package dev.lockstep.devices.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.collective.link.Protocol;
import dev.lockstep.devices.collective.link.ProtocolChoice;
import dev.lockstep.devices.collective.link.ProtocolChoice.Medium;
import dev.lockstep.devices.collective.link.Protocols;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LL, LL128 and Simple: which is taken, and what each takes. */
class T04_ProtocolsTest {

  private static final ProtocolChoice A100 = new ProtocolChoice(Medium.NVLINK, 240e9, 87.7e9, true);
  private static final ProtocolChoice B200 =
      new ProtocolChoice(Medium.NVLINK, 721.8e9, 282e9, false);

  /**
   * LL ends first while V (1 / 87.7 - 1 / 240) ns is less than what a step of Simple takes longer:
   * 4.6 us for 1 step, 10.2 for 3. LL128 starts late (14 us) and makes up for it from 4 steps on.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 600000, LOW_LATENCY",
    "1, 650000, SIMPLE",
    "3, 1400000, LOW_LATENCY",
    "3, 1420000, SIMPLE",
    "7, 2000000, LOW_LATENCY",
    "7, 3000000, LOW_LATENCY_128",
    "7, 13000000, LOW_LATENCY_128",
    "7, 14000000, SIMPLE",
  })
  void whichIsTaken(int steps, double sentBytes, Protocol expected) {
    assertThat(A100.choose(steps, sentBytes)).isEqualTo(expected);
  }

  @Test
  void withoutLL128SimpleFollowsLL() {
    assertThat(B200.choose(7, 9.8e6)).isEqualTo(Protocol.LOW_LATENCY);
    assertThat(B200.choose(7, 10e6)).isEqualTo(Protocol.SIMPLE);
  }

  private static LinkCurve curve(Optional<ProtocolChoice> choice) {
    return new LinkCurve(
        1e-6,
        1e-6,
        0,
        200e9,
        Double.POSITIVE_INFINITY,
        new TreeMap<>(),
        Optional.of(new Protocols(100e9, 10e-6, choice)));
  }

  /** 3 steps: 1 + 3 + V / 100 with LL; with Simple 1 + the larger of V / 200 and 30 + V / 400. */
  @ParameterizedTest
  @CsvSource({"1000000, 14", "2000000, 36", "8000000, 51", "12000000, 61", "24000000, 121"})
  void whatEachTakes(double sentBytes, double micros) {
    assertThat(curve(Optional.of(A100)).seconds(4, 3, 0, sentBytes) * 1e6)
        .isCloseTo(micros, within(1e-9));
  }

  /** 120 of 128 bytes: 1 + 7 + 3 MB x 128 / 120 / 200. */
  @Test
  void flagsOfLL128TakeASixteenth() {
    assertThat(curve(Optional.of(A100)).seconds(8, 7, 0, 3e6) * 1e6).isCloseTo(24, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1000000, 14", "2000000, 24", "4000000, 41"})
  void withoutAChoiceTheFirstToEndIsTaken(double sentBytes, double micros) {
    assertThat(curve(Optional.empty()).seconds(4, 3, 0, sentBytes) * 1e6)
        .isCloseTo(micros, within(1e-9));
  }

  /** Nothing is passed on: three posts of 1 us, then Simple waits for one step, not for three. */
  @Test
  void directSendsWaitForOneStep() {
    assertThat(curve(Optional.of(A100)).directSeconds(4, 3, 0, 2e6) * 1e6)
        .isCloseTo(1 + 3 + 10 + 5, within(1e-9));
    assertThat(curve(Optional.of(A100)).directSeconds(4, 3, 0, 1e5) * 1e6)
        .isCloseTo(1 + 3 + 1, within(1e-9));
  }

  /** A collective that nobody measured takes over the nearest one's curve. */
  @Test
  void standIns() {
    LinkCurve reduce = LinkCurve.ofLink(1, 1);
    LinkCurve gather = LinkCurve.ofLink(2, 2);
    LinkCurve pair = LinkCurve.ofLink(3, 3);
    NodeNetwork node =
        new NodeNetwork(
            Map.of(Kind.ALL_REDUCE, reduce, Kind.ALL_GATHER, gather, Kind.POINT_TO_POINT, pair),
            Optional.empty(),
            Optional.empty());

    assertThat(node.curve(Kind.REDUCE_SCATTER)).isEqualTo(gather);
    assertThat(node.curve(Kind.ALL_TO_ALL)).isEqualTo(pair);
    assertThat(node.curve(Kind.ALL_REDUCE)).isEqualTo(reduce);
    assertThatThrownBy(() -> new NodeNetwork(Map.of(), Optional.empty(), Optional.empty()))
        .hasMessage("links inside a node need a curve, there is none");
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Protocols(0, 0, Optional.empty()))
        .hasMessageContaining("not 0.0 B/s, 0.0 s");
    assertThatThrownBy(() -> new ProtocolChoice(Medium.PCIE, 0, 1, false))
        .hasMessageContaining("ring 0.0 B/s");
  }
}
