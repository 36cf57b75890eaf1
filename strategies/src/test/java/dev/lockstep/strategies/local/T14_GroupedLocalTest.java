package dev.lockstep.strategies.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Local learning in depth and width. */
class T14_GroupedLocalTest {

  @Test
  void modulesWorkInParallelAndGroupsSideBySide() {
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(new GroupedLocal(2, false), new Workload(4, 1, 4), times), 1))
        .isEqualTo(
            """
            device 0  F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3  .
            device 1  F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3  .
            device 2   . F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3
            device 3   . F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3
            """);
  }

  /**
   * Activations go to G - 1 peers and G groups of the next module; with diversity logits go to G -
   * 1 peers.
   */
  @Test
  void transfersFollowFromTheReads() {
    for (int modules = 1; modules <= 4; modules++) {
      for (int groups = 1; groups <= 4; groups++) {
        int nodes = modules * groups;
        int activations = nodes * (groups - 1) + (nodes - groups) * groups;
        int logits = nodes * (groups - 1);

        assertThat(transfers(new GroupedLocal(groups, false), nodes)).isEqualTo(activations);
        assertThat(transfers(new GroupedLocal(groups, true), nodes))
            .isEqualTo(activations + logits);
      }
    }
  }

  private static long transfers(GroupedLocal strategy, int nodes) {
    Schedule lowered = TransferLowering.lower(strategy.plan(Workload.of(nodes, 1)));
    return IntStream.range(0, lowered.taskCount())
        .filter(task -> lowered.operation(task) == Operation.TRANSFER)
        .count();
  }

  /** 3t + a, and a transfer in front of the head; with diversity another one inside it. */
  @Test
  void exchangeWithinTheModuleIsExposed() {
    for (int groups = 1; groups <= 4; groups++) {
      for (long c : new long[] {0, 500}) {
        Times times = new Times(1000, 1000, 1000, 300, c);
        long exposed = groups > 1 ? c : 0;

        assertThat(period(new GroupedLocal(groups, false), 3 * groups, times))
            .isEqualTo(3300 + exposed);
        assertThat(period(new GroupedLocal(groups, true), 3 * groups, times))
            .isEqualTo(3300 + 2 * exposed);
      }
    }
  }

  private static long period(GroupedLocal strategy, int nodes, Times times) {
    return Runs.period(Runs.run(strategy, new Workload(nodes, 1, 24), times), 24);
  }

  @Test
  void refusesBrokenModules() {
    assertThatThrownBy(() -> new GroupedLocal(4, false).plan(Workload.of(6, 1)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("4 groups on 6 devices")
        .hasMessageContaining("use 3 groups");
    assertThatThrownBy(() -> new GroupedLocal(0, false)).isInstanceOf(ScheduleException.class);
  }
}
