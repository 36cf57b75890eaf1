package dev.lockstep.strategies.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no strategy can beat. */
class T18_IdealTest {

  @Test
  void nobodyWaits() {
    assertThat(Runs.drawing(Runs.run(new Ideal(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
            device 1  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
            device 2  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
            """);
  }

  /** Heads and transfers are not part of it. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,8", "4,1", "8,32"})
  void takesTheWorkOfOneStage(int devices, int microBatches) {
    Times times = new Times(10, 12, 9, 5, 700);

    assertThat(Runs.makespan(new Ideal(), devices, microBatches, times))
        .isEqualTo(microBatches * 31L);
  }

  /** The schedule itself moves no work: who wants an even share gives even stages. */
  @Test
  void takesTheWorkOfTheLargestStage() {
    List<Stage> stages = List.of(Stage.of(1, 1, 1), Stage.of(3, 3, 3), Stage.of(2, 2, 2));

    assertThat(
            Runs.run(new Ideal().plan(Workload.of(3, 5)), Times.costs(stages, 4)).makespanNanos())
        .isEqualTo(45);
  }
}
