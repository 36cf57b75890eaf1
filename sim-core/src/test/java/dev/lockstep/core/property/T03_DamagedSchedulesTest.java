package dev.lockstep.core.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.testing.Program;
import dev.lockstep.core.testing.RandomProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A valid schedule with one thing broken is refused, with one line that names lanes and tasks. */
final class T03_DamagedSchedulesTest {

  private static final int COUNT = 300;
  private static final String TASK_ON_LANE = "\\d+(F|RF|B|I|W|A|U|T)\\d+ on lane device\\d+";

  /**
   * What the damage may break at once, while the lane is written and before the schedule is looked
   * at as a whole.
   */
  private static final String REFUSED_EARLIER =
      "update of stage \\d+ on lane device\\d+ without a weight gradient since its last update|"
          + TASK_ON_LANE
          + " names the weights of a forward that the lane does not list before it";

  /** Breaks a copy of a program; empty if the program has nothing to break in this way. */
  private interface Damage {
    Optional<Program> of(Program program, Random random);
  }

  @Test
  void twoTasksOfALaneInTheWrongOrder() {
    refusesEach(
        T03_DamagedSchedulesTest::swapped,
        Dispatch.IN_ORDER,
        "deadlock: .*waits for " + TASK_ON_LANE + ".*");
  }

  @Test
  void aTaskWaitsForTheSignalOfOneThatNeedsIt() {
    for (Dispatch dispatch : Dispatch.values()) {
      refusesEach(
          T03_DamagedSchedulesTest::signalledTooLate,
          dispatch,
          "deadlock: .*waits for " + TASK_ON_LANE + ".*");
    }
  }

  @Test
  void aTaskThatWritesIsNotThere() {
    refusesEach(
        T03_DamagedSchedulesTest::withoutWriter,
        Dispatch.IN_ORDER,
        "missing input: " + TASK_ON_LANE + " reads .*, which no task writes.*");
  }

  @Test
  void aTaskIsThereTwice() {
    refusesEach(
        T03_DamagedSchedulesTest::writtenTwice,
        Dispatch.IN_ORDER,
        "double write: .* is written by " + TASK_ON_LANE + " and again by " + TASK_ON_LANE + ".*");
  }

  private static void refusesEach(Damage damage, Dispatch dispatch, String message) {
    int damaged = 0;
    int refusedEarlier = 0;
    for (long seed = 0; damaged < COUNT; seed++) {
      Optional<Program> broken = damage.of(RandomProgram.of(seed, 8, 8), new Random(seed));
      if (broken.isPresent()) {
        damaged++;
        Throwable refusal = refusal(broken.get(), dispatch);
        assertThat(refusal).as("seed %d", seed).isInstanceOf(ScheduleException.class);
        assertThat(refusal.getMessage())
            .as("seed %d", seed)
            .matches(message + "|" + REFUSED_EARLIER)
            .hasLineCount(1);
        refusedEarlier += refusal.getMessage().matches(REFUSED_EARLIER) ? 1 : 0;
      }
    }
    assertThat(refusedEarlier).isLessThan(COUNT / 2);
  }

  private static Throwable refusal(Program program, Dispatch dispatch) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> catchThrowable(() -> program.build(dispatch)));
  }

  private static Optional<Program> swapped(Program program, Random random) {
    return dependentPair(program, random, true)
        .map(
            pair -> {
              Program broken = program.copy();
              Collections.swap(broken.lanes().get(pair.lane), pair.before, pair.after);
              return broken;
            });
  }

  private static Optional<Program> signalledTooLate(Program program, Random random) {
    return dependentPair(program, random, false)
        .map(
            pair -> {
              Program broken = program.copy();
              change(broken, pair.lane, pair.before, lane -> lane.after(1, 0));
              change(broken, pair.laneAfter, pair.after, lane -> lane.signal(1, 0));
              return broken;
            });
  }

  private static Optional<Program> withoutWriter(Program program, Random random) {
    Schedule schedule = program.build(Dispatch.IN_ORDER);
    BitSet read = new BitSet();
    for (int task = 0; task < schedule.taskCount(); task++) {
      for (int i = 0; i < schedule.readCount(task) && !isUpdate(schedule, task); i++) {
        read.set(schedule.read(task, i));
      }
    }
    int[] needed =
        IntStream.range(0, schedule.taskCount())
            .filter(
                task ->
                    IntStream.range(0, schedule.writeCount(task))
                        .anyMatch(i -> read.get(schedule.write(task, i))))
            .toArray();
    int task = needed[random.nextInt(needed.length)];
    int lane = schedule.laneOf(task);
    Program broken = program.copy();
    broken.lanes().get(lane).remove(task - schedule.laneStart(lane));
    return Optional.of(broken);
  }

  private static Optional<Program> writtenTwice(Program program, Random random) {
    Schedule schedule = program.build(Dispatch.IN_ORDER);
    int task = random.nextInt(schedule.taskCount());
    if (isUpdate(schedule, task)) {
      return Optional.empty();
    }
    Program broken = program.copy();
    int lane = schedule.laneOf(task);
    int position = task - schedule.laneStart(lane);
    List<Consumer<LaneBuilder>> steps = broken.lanes().get(lane);
    steps.add(position + 1 + random.nextInt(steps.size() - position), steps.get(position));
    return Optional.of(broken);
  }

  /** Positions of two tasks of which the later one cannot do without the earlier one. */
  private record Pair(int lane, int before, int laneAfter, int after) {}

  private static Optional<Pair> dependentPair(Program program, Random random, boolean sameLane) {
    Schedule schedule = program.build(Dispatch.CONCURRENT);
    int after = random.nextInt(schedule.taskCount());
    if (isUpdate(schedule, after)) {
      return Optional.empty();
    }
    int laneAfter = schedule.laneOf(after);
    List<Integer> candidates = new ArrayList<>();
    ancestors(schedule, after).stream()
        .filter(task -> !sameLane || schedule.laneOf(task) == laneAfter)
        .forEach(candidates::add);
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    int before = candidates.get(random.nextInt(candidates.size()));
    int lane = schedule.laneOf(before);
    return Optional.of(
        new Pair(
            lane,
            before - schedule.laneStart(lane),
            laneAfter,
            after - schedule.laneStart(laneAfter)));
  }

  /**
   * Through values, not through weights: which update comes before a task changes with its place in
   * the lane.
   */
  private static BitSet ancestors(Schedule schedule, int task) {
    BitSet ancestors = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(task));
    while (!open.isEmpty()) {
      int next = open.remove(open.size() - 1);
      for (int i = 0; i < schedule.predecessorCount(next); i++) {
        int predecessor = schedule.predecessor(next, i);
        if (!ancestors.get(predecessor) && !isUpdate(schedule, predecessor)) {
          ancestors.set(predecessor);
          open.add(predecessor);
        }
      }
    }
    return ancestors;
  }

  private static void change(Program program, int lane, int step, Consumer<LaneBuilder> more) {
    List<Consumer<LaneBuilder>> steps = program.lanes().get(lane);
    steps.set(step, steps.get(step).andThen(more));
  }

  private static boolean isUpdate(Schedule schedule, int task) {
    return schedule.operation(task) == Operation.UPDATE;
  }
}
