package dev.lockstep.strategies.bidirectional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two 1F1B pipelines in opposite directions. */
class T20_ChimeraTest {

  /** Forward and full backward take a slot each. */
  private static final Times SLOTS = new Times(1, 1, 0, 0, 0);

  @Test
  void twoDevices() {
    assertThat(new Chimera().plan(Workload.of(2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 1F1 1B1 0B0 0U0 1U1
            device1: 0F1 1F0 1B0 0B1 1U0 0U1
            """);
  }

  @Test
  void oneBlock() {
    assertThat(Runs.drawing(Runs.run(new Chimera(), Workload.of(4, 4), SLOTS), 1))
        .isEqualTo(
            """
            device 0  F0 F1  . F2 B2 F3 B3 B0  . B1
            device 1   . F0 F2 F1 F3 B2 B0 B3 B1  .
            device 2   . F2 F0 F3 F1 B0 B2 B1 B3  .
            device 3  F2 F3  . F0 B0 F1 B1 B2  . B3
            """);
  }

  @Test
  void blocksFollowWithoutAGap() {
    assertThat(Runs.drawing(Runs.run(new Chimera(), Workload.of(4, 8), SLOTS), 1))
        .isEqualTo(
            """
            device 0  F0 F1  . F2 B2 F3 B3 B0 F4 B1 F5 F6 B6 F7 B7 B4  . B5
            device 1   . F0 F2 F1 F3 B2 B0 B3 B1 F4 F6 F5 F7 B6 B4 B7 B5  .
            device 2   . F2 F0 F3 F1 B0 B2 B1 B3 F6 F4 F7 F5 B4 B6 B5 B7  .
            device 3  F2 F3  . F0 B0 F1 B1 B2 F6 B3 F7 F4 B4 F5 B5 B6  . B7
            """);
  }

  /** 2m + p - 2 slots. */
  @Test
  void halvesTheBubble() {
    for (int p = 2; p <= 16; p += 2) {
      for (int m = p; m <= 4 * p; m += p) {
        assertThat(Runs.makespan(new Chimera(), p, m, SLOTS))
            .as("p=%d m=%d", p, m)
            .isEqualTo(2L * m + p - 2);
      }
    }
  }

  /** p F + (2p - 2) B for one block, where a backward takes no less than a forward. */
  @Test
  void longerBackwardsDelayOneBlock() {
    for (int p = 4; p <= 16; p += 2) {
      for (long backward : new long[] {1000, 1500, 2000, 3000}) {
        Times times = new Times(1000, backward - 500, 500, 0, 0);
        assertThat(Runs.makespan(new Chimera(), p, p, times))
            .as("p=%d B=%d", p, backward)
            .isEqualTo(p * 1000L + (2L * p - 2) * backward);
      }
    }
  }

  /** Two blocks whose backward is twice the forward leave bubbles between them: 24 is ideal. */
  @Test
  void longerBackwardsLeaveGapsBetweenBlocks() {
    assertThat(Runs.makespan(new Chimera(), 4, 8, Times.unit(1))).isEqualTo(30);
  }

  /** A doubled forward and a backward take a slot of two units each: 2 micro-batches in 3 slots. */
  @Test
  void doubledForwardsCloseTheGaps() {
    var timeline = Runs.run(new Chimera(true), Workload.of(4, 8), new Times(1, 2, 0, 0, 0));

    assertThat(Runs.drawing(timeline, 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3 F4 F5 B4 B4 F6 F7 B5 B5  . B0 B0 B6 B6 B1 B1 B7 B7 B2 B2  .  . B3 B3
            device 1   . F0 F1 F4 F5 F2 F3 F6 F7 B4 B4 B0 B0 B5 B5 B1 B1 B6 B6 B2 B2 B7 B7 B3 B3  .  .
            device 2   . F4 F5 F0 F1 F6 F7 F2 F3 B0 B0 B4 B4 B1 B1 B5 B5 B2 B2 B6 B6 B3 B3 B7 B7  .  .
            device 3  F4 F5 F6 F7 F0 F1 B0 B0 F2 F3 B1 B1  . B4 B4 B2 B2 B5 B5 B3 B3 B6 B6  .  . B7 B7
            """);
  }

  /**
   * The bubble stays 3 F (p - 2) / 2 where a backward takes 2 F. With direct concatenation it grows
   * with every block.
   */
  @Test
  void doubledBlocksFollowWithoutAGap() {
    for (int p = 2; p <= 16; p += 2) {
      for (int m = 2 * p; m <= 8 * p; m += 2 * p) {
        assertThat(Runs.makespan(new Chimera(true), p, m, Times.unit(1)))
            .as("p=%d m=%d", p, m)
            .isEqualTo(3L * m + 3L * (p - 2) / 2);
      }
    }
  }

  /** Twice as much is held until the first backwards end: p more. */
  @Test
  void doubledForwardsHoldMore() {
    var timeline = Runs.run(new Chimera(true), Workload.of(8, 32), Times.unit(1));

    assertThat(InFlight.peaks(timeline)).containsExactly(13, 14, 15, 16, 16, 15, 14, 13);
  }

  @Test
  void balancesActivations() {
    var timeline = Runs.run(new Chimera(), Workload.of(8, 16), Times.unit(1));

    assertThat(InFlight.peaks(timeline)).containsExactly(5, 6, 7, 8, 8, 7, 6, 5);
  }

  /** For each stage and mini-batch one sum each way: device 0 sends those of stages 0 and 3. */
  @Test
  void copiesExchangeTheSumsOfTheirGradients() {
    Schedule lowered = TransferLowering.lower(new Chimera().plan(new Workload(4, 8, 2)));

    assertThat(
            IntStream.range(0, lowered.taskCount())
                .filter(task -> lowered.operation(task) == Operation.TRANSFER)
                .filter(task -> lowered.lanes().get(lowered.laneOf(task)).device() == 0)
                .mapToObj(task -> lowered.value(lowered.read(task, 0)))
                .filter(value -> value.kind() == ValueKind.WEIGHT_GRADIENT))
        .extracting(Value::toString)
        .containsExactly("D(3,7)", "D(0,5)", "D(3,15)", "D(0,13)");
  }

  /** The exchange after the last backward delays the update and so the next mini-batch. */
  @Test
  void theExchangeEndsTheMiniBatch() {
    Times late = SLOTS.withLatency(3);
    var timeline = Runs.run(new Chimera(), new Workload(2, 2, 2), late);

    assertThat(Runs.drawing(timeline, 1))
        .isEqualTo(
            """
            device 0  F0  .  .  . F1 B1  .  .  . B0  .  .  . F2  .  .  . F3 B3  .  .  . B2  .  .  .
            device 1  F1  .  .  . F0 B0  .  .  . B1  .  .  . F3  .  .  . F2 B2  .  .  . B3  .  .  .
            """);
  }

  @ParameterizedTest
  @CsvSource({"3,4", "4,3", "1,2"})
  void refusesOddNumbers(int p, int m) {
    assertThatThrownBy(() -> new Chimera().plan(Workload.of(p, m)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "chimera with %d micro-batches on %d devices; it needs an even number of both"
                .formatted(m, p));
  }
}
