package dev.lockstep.gui.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same task in another run. */
class T02_CounterpartTest {

  private final Recording four =
      run(new OneForwardOneBackward(), Workload.of(3, 4).withIterations(2));
  private final Recording six = run(new GPipe(), Workload.of(3, 6).withIterations(2));

  /** Micro-batches are numbered through: 4 is the first of the second iteration, there it is 6. */
  @ParameterizedTest
  @CsvSource({"0F0, 0F0", "2B3, 2B3", "1F4, 1F6", "1B7, 1B9"})
  void it_is_the_one_of_the_same_number_in_the_same_iteration(String here, String there) {
    OptionalInt found = Counterpart.of(four, task(four, here), six);
    assertThat(six.label(found.orElseThrow())).isEqualTo(there);
    assertThat(Counterpart.of(six, found.getAsInt(), four)).hasValue(task(four, here));
  }

  @Test
  void a_micro_batch_that_the_other_run_has_not_has_none() {
    assertThat(Counterpart.of(six, task(six, "0F5"), four)).isEmpty();
  }

  @Test
  void what_only_moves_values_has_none() {
    assertThat(Counterpart.of(four, task(four, "0T0"), four)).isEmpty();
  }

  private static Recording run(Strategy strategy, Workload workload) {
    return new SimulatedRecording(
        Replay.run(TransferLowering.lower(strategy.plan(workload)), new UnitCosts(4, 1)));
  }

  private static int task(Recording recording, String label) {
    return IntStream.iterate(0, id -> id + 1)
        .filter(id -> recording.label(id).equals(label))
        .findFirst()
        .orElseThrow();
  }
}
