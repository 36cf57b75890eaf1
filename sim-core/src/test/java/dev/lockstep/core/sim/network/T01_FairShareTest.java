package dev.lockstep.core.sim.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that share links at max-min fair rates; all times computed by hand. */
final class T01_FairShareTest {

  /** Latency, then bytes over the narrowest bandwidth. */
  @ParameterizedTest
  @CsvSource({"0, 100, 50", "7, 100, 57", "7, 1, 8", "7, 0, 7", "0, 3, 2"})
  void oneAloneTakesAlphaPlusBeta(long latency, long bytes, long nanos) {
    Trial trial = Trial.links(4, 2, 8).sendLate(0, latency, bytes, 0, 1, 2);
    assertThat(trial.fairShare()).containsExactly(nanos);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 1000})
  void equalOnesOnALinkTakeSoManyTimesAsLong(int count) {
    Trial trial = Trial.links(1);
    for (int i = 0; i < count; i++) {
      trial.sendLate(0, 30, 1_000, 0);
    }
    assertThat(trial.fairShare()).containsOnly(30 + count * 1_000L);
  }

  /**
   * A third each until 300, when the first is through; then a half each until 500; then the last
   * one has the link to itself.
   */
  @Test
  void shortOnesLeaveFirst() {
    assertThat(Trial.links(1).send(0, 100, 0).send(0, 200, 0).send(0, 300, 0).fairShare())
        .containsExactly(300, 500, 600);
  }

  /** At 50 the first has 50 left, which take 100 now; then the second has 50 left. */
  @Test
  void aLaterOneSlowsTheFirst() {
    assertThat(Trial.links(1).send(0, 100, 0).send(50, 100, 0).fairShare())
        .containsExactly(150, 200);
  }

  /**
   * Alone until 10 (90 left), a half each until 20 (85 and 95 left), then a third each. The first
   * needs 255 more; then 10 of the second and 15 of the third are left, and they have a half each.
   */
  @Test
  void threeOneAfterTheOther() {
    Trial trial = Trial.links(1).send(0, 100, 0).send(10, 100, 0).send(20, 100, 0);
    assertThat(trial.fairShare()).containsExactly(275, 295, 300);
  }

  /** Waiting for the first byte takes nothing from others. */
  @Test
  void latencyComesFirst() {
    assertThat(Trial.links(1).send(0, 100, 0).sendLate(0, 100, 100, 0).fairShare())
        .containsExactly(100, 200);
    assertThat(Trial.links(1).send(0, 100, 0).sendLate(0, 60, 100, 0).fairShare())
        .containsExactly(140, 200);
  }

  /** One that ends and one that begins at an instant do not meet. */
  @Test
  void oneAfterTheOtherIsLikeAlone() {
    assertThat(Trial.links(1).send(0, 100, 0).send(100, 50, 0).send(150, 7, 0).fairShare())
        .containsExactly(100, 150, 157);
  }

  @Test
  void othersLinksDoNotMatter() {
    Trial trial = Trial.links(1, 1, 1).send(0, 100, 0).send(3, 100, 1).send(5, 100, 2);
    assertThat(trial.fairShare()).containsExactly(100, 103, 105);
  }

  /**
   * The parking lot: a long route over k links, a short one on each of them. All have a half, so
   * all are through at the same time, and the long one does not pay for its length.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 32})
  void theParkingLot(int links) {
    assertThat(parkingLot(links, 100).fairShare()).containsOnly(200);
  }

  /** Once the short ones are through, the long one has left what it has more than they. */
  @Test
  void theLongRouteOfTheParkingLotEndsAlone() {
    assertThat(parkingLot(3, 250).fairShare()).containsExactly(200 + 150, 200, 200, 200);
  }

  /**
   * One route over both links, one more on the first, two more on the second. The second link is
   * the bottleneck and gives a third to each; on the first the other one has two thirds.
   */
  @Test
  void whatABottleneckLeavesGoesToOthers() {
    Trial trial =
        Trial.links(1, 1).send(0, 100, 0, 1).send(0, 200, 0).send(0, 100, 1).send(0, 100, 1);
    assertThat(trial.fairShare()).containsExactly(300, 300, 300, 300);
  }

  /**
   * Two levels: three senders below an uplink of 1.5, one below another, all into a link of 3. The
   * first three have 0.5 each; the fourth all that its own port of 1 gives.
   */
  @Test
  void aTreeOfTwoLevels() {
    double[] ports = {1, 1, 1, 1, 1.5, 1.5, 3};
    Trial trial = Trial.links(ports);
    IntStream.range(0, 3).forEach(port -> trial.send(0, 100, port, 4, 6));
    trial.send(0, 100, 3, 5, 6);
    assertThat(trial.fairShare()).containsExactly(200, 200, 200, 100);
  }

  /** With a root of 2 the root is the bottleneck for all: a half each. */
  @Test
  void aTreeWithANarrowRoot() {
    Trial trial = Trial.links(1, 1, 1, 1, 1.5, 1.5, 2);
    IntStream.range(0, 3).forEach(port -> trial.send(0, 100, port, 4, 6));
    trial.send(0, 100, 3, 5, 6);
    assertThat(trial.fairShare()).containsOnly(200);
  }

  /** One that is slow even alone leaves the rest of the link to the other. */
  @Test
  void nobodyIsFasterThanAlone() {
    Trial trial = Trial.links(1).sendSlow(0, 0, 400, 100, 0).send(0, 300, 0);
    assertThat(trial.fairShare()).containsExactly(400, 400);
  }

  @Test
  void aLinkWithoutBandwidthOnlyDelays() {
    double endless = Double.POSITIVE_INFINITY;
    Trial trial = Trial.links(endless, 1);
    trial.sendSlow(0, 5, 9, 1_000, 0).sendLate(0, 5, 100, 0, 1).sendLate(0, 5, 100, 0, 1);
    assertThat(trial.fairShare()).containsExactly(9, 205, 205);
  }

  /** Thirds of a nanosecond are carried along, not rounded away. */
  @Test
  void roundingDoesNotAddUp() {
    Trial trial = Trial.links(1).send(0, 1_000_000, 0).send(0, 1_000_000, 0);
    for (int i = 0; i < 1_000; i++) {
      trial.send(7L * i, 1, 0);
    }
    assertThat(trial.fairShare()[0]).isBetween(2_000_999L, 2_001_000L);
    assertThat(trial.fairShare()[1]).isEqualTo(trial.fairShare()[0]);
  }

  /** The first transfer takes all links, the others one each; all others have 100 bytes. */
  private static Trial parkingLot(int links, long longBytes) {
    double[] equal = new double[links];
    Arrays.fill(equal, 1);
    Trial trial = Trial.links(equal).send(0, longBytes, IntStream.range(0, links).toArray());
    IntStream.range(0, links).forEach(link -> trial.send(0, 100, link));
    return trial;
  }
}
