package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory over time, from the lifetimes of values. Steps are written time:bytes. */
class T06_MemoryProfileTest {

  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  @Test
  void unknownSizesAreLeftOut() {
    MemoryUse use = profile(Orders.oneAfterAnother(1, 1), 0, Stage.of(1, 1, 1)).get(0);

    assertThat(use.peakBytes()).isZero();
    assertThat(use.atPeak()).isEmpty();
  }

  /** Forward 1, backward 2, update 1; activations 100, weights 1000. */
  @Test
  void oneStageHoldsItsStashUntilTheBackwardEnds() {
    MemoryUse use = profile(Orders.oneAfterAnother(1, 1), 0, stage(100, UNKNOWN, 0, 1000)).get(0);

    assertThat(steps(use)).isEqualTo("0:1000 0:1100 1:2100 3:2000 4:1000");
    assertThat(use.peakBytes()).isEqualTo(2100);
    assertThat(use.peakNanos()).isEqualTo(1);
    assertThat(use.atPeak())
        .isEqualTo(
            Map.of(
                MemoryCategory.WEIGHTS, 1000L,
                MemoryCategory.GRADIENTS, 1000L,
                MemoryCategory.ACTIVATIONS, 100L,
                MemoryCategory.STASH, 0L,
                MemoryCategory.BUFFERS, 0L));
  }

  /**
   * The sender holds the activation (10) from the start of its forward until it is sent, the
   * receiver from the start of the transfer until its forward has read it; the gradient likewise.
   * The last stage's own output goes nowhere.
   */
  @Test
  void twoStagesHoldBuffersAtBothEnds() {
    Stage first = stage(100, UNKNOWN, 10, 1000);
    Stage last = stage(70, UNKNOWN, 7, 2000);
    Timeline timeline = Orders.run(Orders.oneAfterAnother(2, 1), 1, first, last);
    List<MemoryUse> uses = MemoryProfile.of(timeline, Orders.costs(1, first, last));

    assertThat(Timetable.of(timeline))
        .isEqualTo(
            """
            device0: 0F0[0,1) 0B0[6,8) 0U0[8,9)
            device1: 1F0[2,3) 1B0[3,5) 1U0[5,6)
            device1->device0: 1T0[5,6)
            device0->device1: 0T0[1,2)
            """);
    assertThat(steps(uses.get(0)))
        .as("activation, stash; sent; gradient arrives; weight gradient; stash, gradient; update")
        .isEqualTo("0:1000 0:1010 0:1110 2:1100 5:1110 6:2110 8:2010 8:2000 9:1000");
    assertThat(steps(uses.get(1)))
        .isEqualTo("0:2000 1:2010 2:2080 3:2070 3:2080 3:4080 5:4010 6:2010 6:2000");
    assertThat(uses.get(0).atPeak())
        .containsEntry(MemoryCategory.BUFFERS, 10L)
        .containsEntry(MemoryCategory.ACTIVATIONS, 100L)
        .containsEntry(MemoryCategory.GRADIENTS, 1000L);
  }

  /** The sum over replicas takes the gradients' place, which they keep until the update ends. */
  @Test
  void gradientsAreHeldThroughTheirCollective() {
    Stage stage = stage(100, UNKNOWN, 0, 1000).withCollectiveNanos(5);
    Schedule schedule = CollectiveLowering.lower(Orders.oneAfterAnother(1, 1), s -> true);

    assertThat(steps(profile(schedule, 0, stage).get(0)))
        .isEqualTo("0:1000 0:1100 1:2100 3:2000 9:1000");
  }

  /** The stash gives way to a smaller one when the input gradient ends. */
  @Test
  void anInputGradientLeavesAPart() {
    Stage stage = stage(100, OptionalLong.of(40), 0, 0);

    assertThat(steps(activations(split(true), stage))).isEqualTo("0:0 0:100 2:0 2:40 3:0");
    assertThat(steps(activations(split(false), stage)))
        .as("no weight gradient follows")
        .isEqualTo("0:0 0:100 2:0");
  }

  /** Without a size of its own the part is as large as the stash. */
  @Test
  void aPartOfUnknownSizeIsTheWhole() {
    assertThat(steps(activations(split(true), stage(100, UNKNOWN, 0, 0))))
        .isEqualTo("0:0 0:100 2:0 2:100 3:0");
  }

  /**
   * The input gradient of the farther loss is done, but the stash waits for that of the nearer one:
   * what is left for the weight gradient is part of the stash until then, not held beside it.
   */
  @Test
  void aStashWithTwoReadersIsHeldOnce() {
    Stage stage = stage(100, OptionalLong.of(40), 0, 0);
    CostModel costs = Orders.costs(0, Collections.nCopies(3, stage).toArray(Stage[]::new));
    Timeline timeline = Replay.run(T05_InFlightTest.twoLosses(), costs);

    assertThat(Timetable.of(timeline.lane(1)))
        .isEqualTo("1F0[1,2) 1A0[2,2) 1I0[4,5) 1I0[5,6) 1W0[6,7)");
    assertThat(MemoryProfile.of(timeline, costs).get(1).peakBytes()).isEqualTo(100);
    assertThat(nonZeroSteps(MemoryProfile.of(timeline, costs).get(1)))
        .isEqualTo("0:0 1:100 6:0 6:40 7:0");
  }

  /**
   * A stream of two stages: stage 0 keeps the weights that one micro-batch read before an update.
   */
  @Test
  void oldWeightsAreHeldUntilTheirLastBackward() {
    Stage stage =
        new Stage(
            1, 1, 1, 0, 0, new Stage.Memory(UNKNOWN, UNKNOWN, UNKNOWN, OptionalLong.of(1000)));
    Timeline timeline = Orders.run(Orders.stream(2, 3), 0, stage, stage);
    List<MemoryUse> uses = MemoryProfile.of(timeline, Orders.costs(0, stage, stage));

    assertThat(Timetable.of(timeline.lane(0)))
        .isEqualTo(
            "0F0[0,1) 0F1[1,2) 0B0[4,6) 0U0[6,6) 0F2[6,7) 0B1[7,9) 0U1[9,9) 0B2[10,12) 0U2[12,12)");
    assertThat(steps(uses.get(0)))
        .as("gradient 4 to 6; version 0 after update 0 until 0B1; version 1 until 0B2")
        .isEqualTo(
            "0:1000 4:2000 6:1000 6:2000 7:3000 9:2000 9:1000 9:2000 10:3000 12:2000 12:1000");
    assertThat(uses.get(0).atPeak().get(MemoryCategory.STASH)).isEqualTo(1000);
    assertThat(uses.get(1).atPeak().get(MemoryCategory.STASH)).isZero();
  }

  /**
   * The input (10) is with the forward that received it, then kept until the second forward has
   * read it; the stash (100) lives from the second forward to the backward.
   */
  @Test
  void aStoredInputTakesThePlaceOfTheStash() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forward(0, 0).forward(0, 1);
    LaneBuilder lane = schedule.device(1).forwardKeepingInput(1, 0).forwardKeepingInput(1, 1);
    lane.recompute(1, 0).backward(1, 0).recompute(1, 1).backward(1, 1);
    Stage first = stage(0, UNKNOWN, 10, 0);
    Stage last = stage(100, UNKNOWN, 0, 0);
    Timeline timeline = Orders.run(TransferLowering.lower(schedule.build()), 0, first, last);
    MemoryUse use = MemoryProfile.of(timeline, Orders.costs(0, first, last)).get(1);

    assertThat(Timetable.of(timeline.lane(1)))
        .isEqualTo("1F0[1,2) 1F1[2,3) 1RF0[3,4) 1B0[4,6) 1RF1[6,7) 1B1[7,9)");
    assertThat(nonZeroSteps(use))
        .as("input 0; input 1; stash 0; without input 0; stash 1 for stash 0; without input 1")
        .isEqualTo("0:0 1:10 2:0 2:10 2:20 3:10 3:20 3:120 4:110 6:10 6:110 7:100 9:0");
    assertThat(use.atPeak())
        .containsEntry(MemoryCategory.ACTIVATIONS, 120L)
        .containsEntry(MemoryCategory.BUFFERS, 0L);
  }

  /** Where stashes have no size, inputs alone are not the activations. */
  @Test
  void storedInputsAloneAreUnknownActivations() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forward(0, 0);
    schedule.device(1).forwardKeepingInput(1, 0).recompute(1, 0).backward(1, 0);
    Stage stage =
        new Stage(1, 1, 1, 0, 0, new Stage.Memory(UNKNOWN, UNKNOWN, OptionalLong.of(10), UNKNOWN));
    MemoryUse use = profile(TransferLowering.lower(schedule.build()), 0, stage, stage).get(1);

    assertThat(use.atPeak()).containsOnlyKeys(MemoryCategory.BUFFERS);
  }

  /** An activation that goes to two devices stays with the sender until the later transfer ends. */
  @Test
  void oneValueForTwoReadersIsSentTwice() {
    ScheduleBuilder schedule = new ScheduleBuilder(3, 1);
    schedule.device(0).forward(0, 0);
    schedule.device(1).forwardFrom(1, 0, new int[] {0});
    schedule.device(2).forwardFrom(2, 0, new int[] {0});
    Stage stage = stage(0, UNKNOWN, 10, 0);
    List<MemoryUse> uses =
        profile(TransferLowering.lower(schedule.build()), 4, stage, stage, stage);

    assertThat(nonZeroSteps(uses.get(0))).isEqualTo("0:0 0:10 5:0");
    assertThat(nonZeroSteps(uses.get(1))).isEqualTo("0:0 1:10 6:0");
    assertThat(nonZeroSteps(uses.get(2))).isEqualTo("0:0 1:10 6:0");
  }

  /**
   * Two stages of one device, computed in turn: activations 100 and 70, work space 5 and 50. The
   * peak is 120, not the 150 of the most activations beside the most work space.
   */
  @Test
  void workSpaceIsThatOfTheStageWhoseTurnItIs() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    LaneBuilder lane = schedule.device(0).forward(0, 0).auxiliary(0, 0).localBackward(0, 0);
    lane.forward(1, 0).backward(1, 0).update(0);
    Timeline timeline = Orders.run(schedule.build(), 0, working(100, 5), working(70, 50));
    MemoryUse use =
        MemoryProfile.of(timeline, Orders.costs(0, working(100, 5), working(70, 50))).get(0);

    assertThat(Timetable.of(timeline.lane(0)))
        .isEqualTo("0F0[0,1) 0A0[1,1) 0B0[1,3) 1F0[3,4) 1B0[4,6) 0U0[6,6)");
    assertThat(steps(use))
        .as("stash 0; without it, and work space 0; work space 1 and stash 1; the reverse")
        .isEqualTo("0:5 0:105 3:5 3:0 3:50 3:120 6:50 6:0 6:5");
    assertThat(use.peakBytes()).isEqualTo(120);
    assertThat(use.peakNanos()).isEqualTo(3);
  }

  private static Stage working(long activationBytes, long workBytes) {
    return new Stage(
        1,
        1,
        1,
        0,
        0,
        new Stage.Memory(
            OptionalLong.of(activationBytes),
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            OptionalLong.of(workBytes)));
  }

  /** More micro-batches never take less memory. */
  @Test
  void memoryGrowsWithTheMicroBatches() {
    Stage stage = stage(100, UNKNOWN, 10, 1000);
    long before = 0;
    for (int m = 1; m <= 12; m++) {
      long peak = profile(Orders.fillAndDrain(2, m, 1), 1, stage, stage).get(0).peakBytes();
      assertThat(peak).isGreaterThan(before).isGreaterThanOrEqualTo(2000 + 100L * m);
      before = peak;
    }
  }

  /** Whatever the order: the books balance. */
  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"IN_ORDER", "WORK_CONSERVING"})
  void theBooksBalance(Dispatch dispatch) {
    Stage stage = stage(100, OptionalLong.of(40), 10, 1000);
    for (long seed = 0; seed < 200; seed++) {
      Schedule schedule = RandomProgram.of(seed, 8, 12).lowered(dispatch);
      Timeline timeline = Simulation.run(schedule, RandomDurations.of(schedule, seed));
      Stage[] stages = Collections.nCopies(schedule.stageCount(), stage).toArray(Stage[]::new);
      for (MemoryUse use : MemoryProfile.of(timeline, Orders.costs(0, stages))) {
        long weights = use.atPeak().getOrDefault(MemoryCategory.WEIGHTS, 0L);
        List<Long> sizes = use.steps().stream().map(MemoryUse.Step::sizeBytes).toList();
        assertThat(sizes).as("seed %d", seed).allMatch(size -> size >= weights);
        assertThat(sizes.get(sizes.size() - 1)).as("at the end, seed %d", seed).isEqualTo(weights);
        assertThat(Collections.max(sizes)).isEqualTo(use.peakBytes());
        assertThat(use.atPeak().values()).allMatch(size -> size >= 0);
        assertThat(use.atPeak().values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(use.peakBytes());
        assertThat(use.steps().stream().map(MemoryUse.Step::fromNanos).toList()).isSorted();
      }
    }
  }

  private static Schedule split(boolean withWeightGradient) {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).inputGradient(0, 0);
    if (withWeightGradient) {
      schedule.device(0).weightGradient(0, 0);
    }
    return schedule.build();
  }

  private static MemoryUse activations(Schedule schedule, Stage stage) {
    Stage.Memory memory = stage.memory();
    Stage only =
        new Stage(
            1,
            1,
            1,
            0,
            1,
            new Stage.Memory(
                memory.activationBytes(), memory.weightGradientStashBytes(), UNKNOWN, UNKNOWN));
    return profile(schedule, 0, only).get(0);
  }

  private static Stage stage(long activation, OptionalLong part, long boundary, long parameters) {
    return new Stage(
        1,
        1,
        1,
        0,
        1,
        new Stage.Memory(
            OptionalLong.of(activation),
            part,
            OptionalLong.of(boundary),
            OptionalLong.of(parameters)));
  }

  private static List<MemoryUse> profile(Schedule schedule, long transferNanos, Stage... stages) {
    CostModel costs = Orders.costs(transferNanos, stages);
    return MemoryProfile.of(Replay.run(schedule, costs), costs);
  }

  private static String steps(MemoryUse use) {
    return use.steps().stream()
        .map(step -> step.fromNanos() + ":" + step.sizeBytes())
        .collect(Collectors.joining(" "));
  }

  /** Without the steps that change nothing. */
  private static String nonZeroSteps(MemoryUse use) {
    StringBuilder text = new StringBuilder();
    long before = -1;
    for (MemoryUse.Step step : use.steps()) {
      if (step.sizeBytes() != before) {
        text.append(text.length() == 0 ? "" : " ").append(step.fromNanos()).append(':');
        text.append(step.sizeBytes());
      }
      before = step.sizeBytes();
    }
    return text.toString();
  }
}
