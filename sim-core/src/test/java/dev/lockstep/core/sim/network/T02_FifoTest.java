package dev.lockstep.core.sim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that take turns on links; all times computed by hand. */
final class T02_FifoTest {

  @ParameterizedTest
  @CsvSource({"0, 100, 50", "7, 100, 57", "7, 0, 7", "0, 0, 0"})
  void oneAloneTakesAlphaPlusBeta(long latency, long bytes, long nanos) {
    assertThat(Trial.links(4, 2, 8).sendLate(0, latency, bytes, 0, 1, 2).fifo())
        .containsExactly(nanos);
  }

  /** Latency is part of a turn: a transfer holds its links from its first request on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void equalOnesAreAStaircase(int count) {
    Trial trial = Trial.links(1);
    IntStream.range(0, count).forEach(i -> trial.sendLate(0, 30, 1_000, 0));
    assertThat(trial.fifo())
        .containsExactly(IntStream.rangeClosed(1, count).mapToLong(i -> i * 1_030L).toArray());
  }

  /** Not the shortest first, not by id: by arrival. */
  @Test
  void firstComeFirstServed() {
    assertThat(Trial.links(1).send(2, 10, 0).send(1, 100, 0).send(0, 50, 0).fifo())
        .containsExactly(160, 150, 50);
  }

  @Test
  void atTheSameInstantTheSmallerIdIsFirst() {
    assertThat(Trial.links(1).send(5, 10, 0).send(5, 100, 0).send(5, 50, 0).fifo())
        .containsExactly(15, 115, 165);
  }

  /**
   * The second waits for link 0 and keeps its place on link 1, which is free; the third does not
   * overtake it there.
   */
  @Test
  void nobodyOvertakes() {
    assertThat(Trial.links(1, 1).send(0, 100, 0).send(1, 10, 0, 1).send(2, 10, 1).fifo())
        .containsExactly(100, 110, 120);
  }

  /** The long route first: all wait for it, then go side by side. Last: it waits for all. */
  @Test
  void theParkingLot() {
    assertThat(Trial.links(1, 1).send(0, 100, 0, 1).send(0, 50, 0).send(0, 70, 1).fifo())
        .containsExactly(100, 150, 170);
    assertThat(Trial.links(1, 1).send(0, 50, 0).send(0, 70, 1).send(0, 100, 0, 1).fifo())
        .containsExactly(50, 70, 170);
  }

  /** Routes that go round in a ring cannot block one another. */
  @Test
  void ringsMakeNoDeadlock() {
    Trial ring = Trial.links(1, 1, 1).send(0, 10, 0, 1).send(0, 10, 1, 2).send(0, 10, 2, 0);
    assertThat(ring.fifo()).containsExactly(10, 20, 30);
  }

  @Test
  void timesEndAfterTwoHundredAndNinetyTwoYears() {
    long most = Long.MAX_VALUE;
    Trial trial = Trial.links(1).sendSlow(2, 0, most - 2, 1, 0).sendSlow(3, 0, 7, 1, 0);
    assertThatThrownBy(trial::fifo)
        .hasMessage(
            "a transfer at 9223372036854775807 ns takes 7 ns; times go up to 9223372036854775807 ns");
  }

  @Test
  void whatTakesNoTimeDoesNotWait() {
    assertThat(Trial.links(1).send(0, 100, 0).send(50, 0, 0).fifo()).containsExactly(100, 50);
  }
}
