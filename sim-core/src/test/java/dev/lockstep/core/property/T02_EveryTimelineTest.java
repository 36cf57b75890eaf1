package dev.lockstep.core.property;

import static dev.lockstep.core.property.T01_EnginesAgreeTest.ends;
import static dev.lockstep.core.property.T01_EnginesAgreeTest.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every timeline, whatever the order and the durations. */
final class T02_EveryTimelineTest {

  private static final int COUNT = 300;

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void startsNoTaskBeforeItsPredecessorsEnd(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          Schedule schedule = timeline.schedule();
          for (int task = 0; task < schedule.taskCount(); task++) {
            for (int i = 0; i < schedule.predecessorCount(task); i++) {
              long before = timeline.endNanos(schedule.predecessor(task, i));
              check(timeline, task, before <= timeline.startNanos(task), "starts early");
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"IN_ORDER", "WORK_CONSERVING"})
  void letsNoDeviceDoTwoThingsAtOnce(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          for (List<Span> device : devices(timeline)) {
            for (int i = 1; i < device.size(); i++) {
              Span span = device.get(i);
              boolean after = device.get(i - 1).endNanos() <= span.startNanos();
              check(timeline, span.task().id(), after, "overlaps the task before it");
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void explainsEveryStart(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          boolean[] explained = startsAtZeroOrWhenAPredecessorEnds(timeline);
          for (List<Span> device : devices(timeline)) {
            for (int i = 1; i < device.size(); i++) {
              boolean laneWasBusy = device.get(i - 1).endNanos() == device.get(i).startNanos();
              explained[device.get(i).task().id()] |= laneWasBusy;
            }
          }
          for (int task = 0; task < explained.length; task++) {
            check(timeline, task, explained[task], "starts when nothing happens");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"IN_ORDER", "WORK_CONSERVING"})
  void takesAsLongAsTheBusiestDeviceWorks(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          long busiest =
              devices(timeline).stream()
                  .mapToLong(device -> device.stream().mapToLong(Span::durationNanos).sum())
                  .max()
                  .orElseThrow();
          assertThat(timeline.makespanNanos()).isGreaterThanOrEqualTo(busiest);
        });
  }

  /**
   * True in a fixed order only: a lane that chooses may choose worse when it has more to choose
   * from.
   */
  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"IN_ORDER", "CONCURRENT"})
  void isNeverLaterWithoutTransfers(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          Schedule schedule = timeline.schedule();
          long[] durations = durations(timeline);
          Timeline faster =
              Simulation.run(schedule, RandomDurations.withoutTransfers(schedule, durations));
          for (int task = 0; task < schedule.taskCount(); task++) {
            boolean sooner = faster.startNanos(task) <= timeline.startNanos(task);
            check(timeline, task, sooner, "starts later without transfers");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void isTheSameFromRunToRun(Dispatch dispatch) {
    each(
        dispatch,
        timeline -> {
          Timeline again = Simulation.run(timeline.schedule(), durations(timeline));
          assertThat(starts(again)).isEqualTo(starts(timeline));
          assertThat(ends(again)).isEqualTo(ends(timeline));
        });
  }

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void isTheSameFromSeveralThreadsAtOnce(Dispatch dispatch) {
    List<String> oneByOne =
        IntStream.range(0, 64).mapToObj(seed -> Timetable.of(timeline(dispatch, seed))).toList();
    List<String> atOnce =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(seed -> Timetable.of(timeline(dispatch, seed)))
            .toList();
    assertThat(atOnce).isEqualTo(oneByOne);
  }

  private static void each(Dispatch dispatch, Consumer<Timeline> property) {
    for (long seed = 0; seed < COUNT; seed++) {
      property.accept(timeline(dispatch, seed));
    }
  }

  private static Timeline timeline(Dispatch dispatch, long seed) {
    Schedule schedule = RandomProgram.of(seed, 12, 24).lowered(dispatch);
    return Simulation.run(schedule, RandomDurations.of(schedule, seed));
  }

  private static long[] durations(Timeline timeline) {
    int tasks = timeline.schedule().taskCount();
    return IntStream.range(0, tasks)
        .mapToLong(task -> timeline.endNanos(task) - timeline.startNanos(task))
        .toArray();
  }

  private static List<List<Span>> devices(Timeline timeline) {
    int devices = timeline.schedule().deviceCount();
    return IntStream.range(0, devices).mapToObj(timeline::lane).toList();
  }

  private static boolean[] startsAtZeroOrWhenAPredecessorEnds(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    boolean[] explained = new boolean[schedule.taskCount()];
    for (int task = 0; task < explained.length; task++) {
      explained[task] = timeline.startNanos(task) == 0;
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        long end = timeline.endNanos(schedule.predecessor(task, i));
        explained[task] |= end == timeline.startNanos(task);
      }
    }
    return explained;
  }

  /** One assertion a task would be slow. */
  private static void check(Timeline timeline, int task, boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(
          timeline.span(task) + " " + otherwise + " in\n" + Timetable.of(timeline));
    }
  }
}
