package dev.lockstep.strategies.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.MemoryProfile;
import dev.lockstep.core.metrics.MemoryUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** BPipe: 1F1B whose stashes wait where there is room. */
class T01_BalancedActivationsTest {

  private static final Strategy BALANCED = new BalancedActivations();
  private static final Strategy PLAIN = new OneForwardOneBackward();

  /** Room for 3 on each device; alone, device 0 would hold 4 and device 3 one. */
  @Test
  void theLastDeviceHoldsWhatTheFirstHasNoRoomFor() {
    Workload workload = Workload.of(4, 6);

    assertThat(BALANCED.plan(workload).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0F3 0B0 0F4 0B1 0F5 0B2 0B3 0B4 0B5 0U5
            device1: 1F0 1F1 1F2 1B0 1F3 1B1 1F4 1B2 1F5 1B3 1B4 1B5 1U5
            device2: 2F0 2F1 2B0 2F2 2B1 2F3 2B2 2F4 2B3 2F5 2B4 2B5 2U5
            device3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5 3U5
            device3 holding: 0EV1 0EV3 0RS1 0RS3
            """);
    assertThat(InFlight.peaks(Runs.run(PLAIN, workload, Times.unit(1))))
        .containsExactly(4, 3, 2, 1);
    assertThat(InFlight.peaks(Runs.run(BALANCED, workload, Times.unit(1))))
        .containsExactly(3, 3, 2, 3);
  }

  /**
   * Forward 1, backward 2, a stash crosses in 1: micro-batch 1 beside F2, and back beside F4; 3
   * beside B0, and back after B2, when there is room.
   */
  @Test
  void stashesCrossBesidePasses() {
    Timeline timeline = run(BALANCED, 4, 6, 1);

    assertThat(Runs.drawing(timeline, 1).lines().findFirst())
        .hasValue(
            "device 0  F0 F1 F2 F3  .  .  .  .  .  . B0 B0 F4 B1 B1 F5 B2 B2  . B3 B3  . B4 B4  . B5 B5");
    assertThat(moves(timeline))
        .containsExactly("K(0,1) 12-13", "K(0,3) 18-19", "S(0,1) 2-3", "S(0,3) 4-5");
  }

  @Test
  void itsTimeIsThatOf1f1bAndNoDeviceHoldsMoreThanItsRoom() {
    for (int p = 2; p <= 16; p++) {
      for (int m : new int[] {1, p - 1, p, 2 * p + 1, 64}) {
        for (long crossing : new long[] {0, 400, 1000}) {
          Timeline timeline = run(BALANCED, p, m, crossing, 1000);

          assertThat(timeline.makespanNanos())
              .as("p=%d m=%d crossing in %d", p, m, crossing)
              .isEqualTo(run(PLAIN, p, m, crossing, 1000).makespanNanos());
          assertThat(Arrays.stream(InFlight.peaks(timeline)).max().orElseThrow())
              .as("p=%d m=%d crossing in %d", p, m, crossing)
              .isLessThanOrEqualTo((p + 3) / 2);
        }
      }
    }
  }

  /** Device 0 of 8 waits for its stashes once they cross more slowly than passes go. */
  @Test
  void aSlowLinkShowsInTheTime() {
    long plain = run(PLAIN, 8, 32, 0, 1000).makespanNanos();
    long previous = plain;
    for (long crossing : new long[] {4000, 6000, 8000}) {
      long slow = run(BALANCED, 8, 32, crossing, 1000).makespanNanos();
      assertThat(slow).as("crossing in %d", crossing).isGreaterThan(previous);
      previous = slow;
    }
  }

  /** Bytes of both devices over time follow from where a stash is; a stash is 1 byte here. */
  @Test
  void memoryMovesWithTheStashes() {
    Timeline timeline = run(BALANCED, 4, 6, 1);
    List<MemoryUse> memory = MemoryProfile.of(timeline, costs(4, 1, 1));

    assertThat(memory).extracting(MemoryUse::peakBytes).containsExactly(3L, 3L, 2L, 3L);
    assertThat(at(memory.get(0), 9)).as("0, 2 and 3 wait for B0, 3 has left").isEqualTo(2);
    assertThat(at(memory.get(3), 11)).as("1 and 3 of stage 0, its own").isEqualTo(3);
  }

  /** Two and three devices have room for all they hold. */
  @Test
  void fewDevicesNeedNoPartner() {
    for (int p = 1; p <= 3; p++) {
      Workload workload = new Workload(p, 8, 2);
      assertThat(BALANCED.plan(workload).toString()).isEqualTo(PLAIN.plan(workload).toString());
    }
  }

  private static long at(MemoryUse use, long nanos) {
    return use.steps().stream()
        .filter(step -> step.fromNanos() <= nanos)
        .reduce((before, after) -> after)
        .orElseThrow()
        .sizeBytes();
  }

  private static List<String> moves(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    return IntStream.range(0, schedule.taskCount())
        .filter(task -> schedule.operation(task) == Operation.TRANSFER)
        .filter(task -> schedule.value(schedule.read(task, 0)).toString().matches("[SK].*"))
        .mapToObj(
            task ->
                "%s %d-%d"
                    .formatted(
                        schedule.value(schedule.read(task, 0)),
                        timeline.startNanos(task),
                        timeline.endNanos(task)))
        .sorted()
        .toList();
  }

  private static Timeline run(Strategy strategy, int p, int m, long crossing) {
    return run(strategy, p, m, crossing, 1);
  }

  private static Timeline run(Strategy strategy, int p, int m, long crossing, long unit) {
    return Runs.run(strategy.plan(Workload.of(p, m)), costs(p, crossing, unit));
  }

  /** Activations and gradients take no time; a stash of {@code crossing} bytes takes so long. */
  private static CostModel costs(int stages, long crossing, long unit) {
    Stage.Memory memory =
        new Stage.Memory(
            OptionalLong.of(crossing),
            OptionalLong.empty(),
            OptionalLong.of(0),
            OptionalLong.empty());
    Stage stage = new Stage(unit, unit, unit, 0, 0, memory);
    Link link = new Link(0, OptionalDouble.of(1e9));
    return new ProfiledCosts(
        Collections.nCopies(stages, stage), Cluster.ideal(stages, link, OptionalLong.empty()));
  }
}
