package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Vocabulary;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 1F1B with passes S and T of a vocabulary that all devices share. */
class T21_VocabularyParallelTest {

  private static final VocabularyParallel TWO =
      new VocabularyParallel(Vocabulary.SHARED_TWO_BARRIERS);
  private static final VocabularyParallel ONE =
      new VocabularyParallel(Vocabulary.SHARED_ONE_BARRIER);

  /** The head of the model takes 6 here: 3 on each device. */
  @Test
  void devicesShareTheHeadOfEveryMicroBatch() {
    Times times = Times.unit(1).withHead(3);

    assertThat(drawing(ONE, Workload.of(2, 3), times))
        .isEqualTo(
            """
            device 0  F0 F1 S0 S0 F2 T0 S1 S1 B0 B0 T1 S2 S2 B1 B1  . T2  . B2 B2
            device 1   . F0 S0 S0 F1 B0 B0 T0 S1 S1 F2 B1 B1 T1 S2 S2 B2 B2 T2  .
            """);
    assertThat(drawing(TWO, Workload.of(2, 3), times))
        .isEqualTo(
            """
            device 0  F0 F1 S0 F2 T0 T0 S1 T1 T1 S2 B0 B0  . T2 T2 B1 B1  .  . B2 B2
            device 1   . F0 S0 F1 T0 T0 S1 F2 B0 B0 T1 T1 S2 B1 B1 T2 T2 B2 B2  .  .
            """);
  }

  /**
   * What waits for what: S for the last stage, T for all S, the last backward for all of T or S.
   */
  @Test
  void barriersAreValuesThatAllDevicesRead() {
    assertThat(reads(TWO, "1AF0")).containsExactly("A(1,0)");
    assertThat(reads(TWO, "0AB0")).containsExactly("Z(0,0)", "Z(1,0)");
    assertThat(reads(TWO, "1B0")).containsExactly("S(1,0)", "L(0,0)", "L(1,0)");
    assertThat(writes(TWO, "0AF0")).containsExactly("Z(0,0)");
    assertThat(writes(TWO, "0AB0")).containsExactly("L(0,0)");
    assertThat(writes(ONE, "0AF0")).containsExactly("Z(0,0)", "L(0,0)");
    assertThat(writes(ONE, "0AB0")).isEmpty();
  }

  /** Figure 10 of the paper, without the passes of the input words, micro-batches from 0. */
  @Test
  void keepsThePublishedOrders() {
    assertThat(orders(TWO.plan(Workload.of(4, 8))))
        .isEqualTo(
            """
            F0 F1 F2 F3 S0 F4 T0 S1 F5 T1 S2 T2 S3 B0 T3 S4 F6 B1 T4 S5 F7 B2 T5 S6 B3 T6 S7 B4 T7 B5 B6 B7
            F0 F1 F2 S0 F3 T0 S1 F4 T1 S2 B0 T2 S3 F5 B1 T3 S4 F6 B2 T4 S5 F7 B3 T5 S6 B4 T6 S7 B5 T7 B6 B7
            F0 F1 S0 F2 T0 S1 F3 T1 S2 B0 T2 S3 F4 B1 T3 S4 F5 B2 T4 S5 F6 B3 T5 S6 F7 B4 T6 S7 B5 T7 B6 B7
            F0 S0 F1 T0 S1 F2 B0 T1 S2 F3 B1 T2 S3 F4 B2 T3 S4 F5 B3 T4 S5 F6 B4 T5 S6 F7 B5 T6 S7 B6 T7 B7
            """);
    assertThat(orders(ONE.plan(Workload.of(4, 8))))
        .isEqualTo(
            """
            F0 F1 F2 F3 S0 F4 T0 S1 T1 S2 B0 T2 S3 F5 B1 T3 S4 F6 B2 T4 S5 F7 B3 T5 S6 B4 T6 S7 B5 T7 B6 B7
            F0 F1 F2 S0 F3 T0 S1 B0 T1 S2 F4 B1 T2 S3 F5 B2 T3 S4 F6 B3 T4 S5 F7 B4 T5 S6 B5 T6 S7 B6 T7 B7
            F0 F1 S0 F2 T0 S1 B0 T1 S2 F3 B1 T2 S3 F4 B2 T3 S4 F5 B3 T4 S5 F6 B4 T5 S6 F7 B5 T6 S7 B6 T7 B7
            F0 S0 F1 B0 T0 S1 F2 B1 T1 S2 F3 B2 T2 S3 F4 B3 T3 S4 F5 B4 T4 S5 F6 B5 T5 S6 F7 B6 T6 S7 B7 T7
            """);
  }

  /**
   * No device waits once the pipeline is full, whatever the vocabulary costs, and transfers are
   * hidden behind the passes of the vocabulary.
   */
  @Test
  void oneMicroBatchMoreTakesOnlyItsWork() {
    for (int p = 1; p <= 16; p++) {
      for (long head : new long[] {300, 900, 3000, 9000}) {
        for (long latency : new long[] {0, 100}) {
          Times times = Times.unit(1000).withHead(head).withLatency(latency);
          for (VocabularyParallel strategy : List.of(TWO, ONE)) {
            int m = 4 * p;
            assertThat(makespan(strategy, p, m + p + 1, times) - makespan(strategy, p, m, times))
                .as("%s p=%d %s", strategy, p, times)
                .isEqualTo((p + 1) * (times.both() + head));
          }
        }
      }
    }
  }

  /** With two barriers: (m + p - 1)(F + B) + m V, and what of 2F the vocabulary does not fill. */
  @Test
  void fillingAndDrainingTakeAsLongAsWithout() {
    for (int p = 1; p <= 16; p++) {
      for (long head : new long[] {0, 300, 900, 2000, 3000, 9000}) {
        Times times = Times.unit(1000).withHead(head);
        int m = 2 * p + 1;
        long left = p < 3 ? 0 : Math.max(0, 2 * times.forward() - head);
        assertThat(makespan(TWO, p, m, times))
            .as("p=%d %s", p, times)
            .isEqualTo((m + p - 1) * times.both() + m * head + left);
      }
    }
  }

  /** p + 2 and p + 1 micro-batches on the first device. */
  @Test
  void everyBarrierCostsOneMicroBatchOfMemory() {
    assertThat(TWO.promises(Workload.of(4, 8)).peakInFlight()).containsExactly(6, 5, 4, 3);
    assertThat(ONE.promises(Workload.of(4, 8)).peakInFlight()).containsExactly(5, 4, 3, 2);
    assertThat(ONE.promises(Workload.of(4, 3)).peakInFlight()).containsExactly(3, 3, 3, 2);
  }

  @Test
  void refusesAVocabularyThatStaysWithTheStages() {
    assertThatThrownBy(() -> new VocabularyParallel(Vocabulary.WITH_STAGES))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("vocabulary passes need a vocabulary that all devices share");
  }

  private static String drawing(VocabularyParallel strategy, Workload workload, Times times) {
    return Runs.drawing(run(strategy, workload, times), 1)
        .replace("AF", "S")
        .replace("AB", "T")
        .replaceAll(" ( [ .FB])", "$1");
  }

  private static List<String> reads(VocabularyParallel strategy, String name) {
    Schedule schedule = strategy.plan(Workload.of(2, 1));
    int task = task(schedule, name);
    return IntStream.range(0, schedule.readCount(task))
        .mapToObj(i -> schedule.value(schedule.read(task, i)).toString())
        .toList();
  }

  private static List<String> writes(VocabularyParallel strategy, String name) {
    Schedule schedule = strategy.plan(Workload.of(2, 1));
    int task = task(schedule, name);
    return IntStream.range(0, schedule.writeCount(task))
        .mapToObj(i -> schedule.value(schedule.write(task, i)).toString())
        .toList();
  }

  private static int task(Schedule schedule, String name) {
    return IntStream.range(0, schedule.taskCount())
        .filter(task -> schedule.task(task).toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long makespan(VocabularyParallel strategy, int p, int m, Times times) {
    return run(strategy, Workload.of(p, m), times).makespanNanos();
  }

  /** With S a third of the head, or with the input gradient in it two thirds. */
  private static Timeline run(VocabularyParallel strategy, Workload workload, Times times) {
    Stage stage = Stage.of(times.forward(), times.input(), times.weight());
    List<Stage> stages =
        Collections.nCopies(workload.devices(), stage.withAuxiliaryNanos(times.head()));
    Cluster cluster =
        Cluster.ideal(stages.size(), Link.ofLatency(times.latency()), OptionalLong.empty());
    double share = strategy.vocabulary().forwardShare();
    return Runs.run(
        strategy.plan(workload),
        new ProfiledCosts(stages, cluster, java.util.OptionalDouble.empty(), share));
  }

  private static String orders(Schedule schedule) {
    return IntStream.range(0, schedule.deviceCount())
        .mapToObj(device -> order(schedule, device) + "\n")
        .collect(Collectors.joining());
  }

  private static String order(Schedule schedule, int device) {
    return IntStream.range(schedule.laneStart(device), schedule.laneEnd(device))
        .filter(task -> schedule.operation(task) != Operation.UPDATE)
        .mapToObj(task -> letter(schedule.operation(task)) + schedule.microBatch(task))
        .collect(Collectors.joining(" "));
  }

  private static String letter(Operation operation) {
    return switch (operation) {
      case AUXILIARY_FORWARD -> "S";
      case AUXILIARY_BACKWARD -> "T";
      default -> operation.code();
    };
  }
}
