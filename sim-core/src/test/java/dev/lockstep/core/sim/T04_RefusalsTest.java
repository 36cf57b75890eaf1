package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Durations that no run can have are refused in one line, by both engines alike. */
final class T04_RefusalsTest {

  private final Schedule schedule = oneStage();

  private static Schedule oneStage() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(0).forward(0, 0).backward(0, 0);
    return builder.build();
  }

  static Stream<BiFunction<Schedule, long[], Timeline>> engines() {
    return Stream.of(Simulation::run, Replay::run);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aNegativeDuration(BiFunction<Schedule, long[], Timeline> engine) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.apply(schedule, new long[] {1, -1}))
        .withMessage("0B0 on lane device0 lasts -1 ns; a duration is at least 0");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void tooFewDurations(BiFunction<Schedule, long[], Timeline> engine) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.apply(schedule, new long[] {1}))
        .withMessage("1 durations for 2 tasks");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void timesThatALongCannotHold(BiFunction<Schedule, long[], Timeline> engine) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> engine.apply(schedule, new long[] {1, Long.MAX_VALUE})))
        .withMessage(
            "0B0 on lane device0 starts at 1 ns and lasts 9223372036854775807 ns; times go up to"
                + " 9223372036854775807 ns");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void butAllThatItCan(BiFunction<Schedule, long[], Timeline> engine) {
    Timeline timeline = engine.apply(schedule, new long[] {Long.MAX_VALUE, 0});
    assertThat(timeline.endNanos(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nothingIsPrinted() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      System.setErr(capture);
      Simulation.run(schedule, new long[] {1, 2});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Simulation.run(schedule, new long[] {1, Long.MAX_VALUE}));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
