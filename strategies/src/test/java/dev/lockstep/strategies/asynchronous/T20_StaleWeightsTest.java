package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Naive;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelined training with stale weights, and the hybrid. */
class T20_StaleWeightsTest {

  @Test
  void aMiniBatchEntersInEveryCycle() {
    Workload workload = Workload.of(3, 9);

    assertThat(new StaleWeights().plan(workload).toString())
        .isEqualTo(new PipelinedBackpropagation().plan(workload).toString());
  }

  @Test
  void theHybridDrainsThePipelineAndGoesOnWithoutIt() {
    assertThat(Orders.drawing(new StaleWeights(OptionalInt.of(2)), 4, 1))
        .isEqualTo(
            """
            device 0  F0 F1  .  .  .  .  . B0 B0  . B1 B1 F2  .  .  .  .  .  . B2 B2 F3  .  .  .  .  .  . B3 B3
            device 1   . F0 F1  .  . B0 B0  . B1 B1  .  .  . F2  .  .  . B2 B2  .  .  . F3  .  .  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1  .  .  .  .  .  . F2 B2 B2  .  .  .  .  .  . F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void withoutAnyPipeliningItIsNaive() {
    Workload workload = new Workload(3, 1, 5);

    assertThat(new StaleWeights(OptionalInt.of(0)).plan(workload).toString())
        .isEqualTo(new Naive().plan(workload).toString());
  }

  /** Staleness 2(p - 1 - s), one version. */
  @Test
  void weightsAreStaleAndNotKept() {
    assertThat(WeightUse.of(new StaleWeights().plan(Workload.of(4, 20))))
        .isEqualTo(new WeightUse(List.of(6, 4, 2, 0), List.of(1, 1, 1, 1)));
  }

  /**
   * (n + p - 1)(F + B) for the pipelined part, p(F + B) for each mini-batch after it. In the limit
   * the speed-up is N / (n / p + N - n): 2 of 2 devices if all are pipelined, 4/3 if half of them
   * are. (Measured by the authors: 1.65 to 1.82, and 1.24 to 1.29.)
   */
  @ParameterizedTest
  @CsvSource({"1,10,5", "2,10,0", "2,10,5", "2,10,10", "4,12,3", "4,12,100", "8,40,20"})
  void pipelinesOnlyTheFirstPart(int p, int count, int pipelined) {
    Times times = new Times(1000, 900, 800, 0, 0);
    int n = Math.min(pipelined, count);
    int fill = n == 0 ? 0 : n + p - 1;

    assertThat(Runs.makespan(new StaleWeights(OptionalInt.of(pipelined)), p, count, times))
        .isEqualTo((fill + (long) (count - n) * p) * times.both());
  }

  @Test
  void refusesANegativeNumber() {
    assertThatThrownBy(() -> new StaleWeights(OptionalInt.of(-1)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("-1 pipelined mini-batches; at least 0");
  }
}
