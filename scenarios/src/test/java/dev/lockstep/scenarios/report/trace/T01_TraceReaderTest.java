package dev.lockstep.scenarios.report.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.core.trace.ChromeTrace;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back, span by span; what is no trace is refused in one line. */
class T01_TraceReaderTest {

  @TempDir Path folder;

  @Test
  void a_slice_has_the_names_of_its_process_and_thread_wherever_they_are_given()
      throws IOException {
    String trace =
        """
        [{"ph":"X","pid":7,"tid":"main","ts":1.5,"dur":0.25,"name":"step","args":{"name":"no"}},
         {"ph":"M","pid":7,"name":"process_name","args":{"labels":[1],"name":"host"}},
         {"ph":"i","pid":7,"ts":1}]
        """;

    assertThat(read(trace)).containsExactly(new TraceSlice("host", "main", "step", "", 1500, 1750));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0, trace.json",
    "2, 3, 1, 250, trace.json.gz",
    "4, 8, 2, 333, trace.json",
    "4, 8, 2, 7777, trace.json.gz",
    "8, 24, 3, 1, trace.json.gz",
  })
  void a_written_timeline_comes_back_span_by_span(
      int stages, int microBatches, int iterations, long transferNanos, String name)
      throws IOException {
    Timeline timeline =
        Replay.run(
            TransferLowering.lower(
                new OneForwardOneBackward().plan(new Workload(stages, microBatches, iterations))),
            new UnitCosts(1_001, transferNanos));
    Path file = folder.resolve(name);
    ChromeTrace.write(timeline, file);

    assertThat(TraceReader.read(file)).containsExactlyInAnyOrderElementsOf(expected(timeline));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "{}",
        "{\"traceEvents\":7}",
        "{\"traceEvents\":[1]}",
        "{\"traceEvents\":[{\"ph\":\"X\",\"ts\":\"soon\"}]}",
        "{\"traceEvents\":[{\"ph\":\"X\",\"ts\":1e999999999}]}",
        "{\"traceEvents\":[{\"ph\":[]}]}",
      })
  void what_is_no_trace_is_refused_in_one_line_that_names_the_file(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("test.json, line 1, column ")
        .hasMessageContaining("not a Chrome trace: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_trace_that_ends_early_is_refused_wherever_it_ends() throws IOException {
    Path file = folder.resolve("trace.json.gz");
    ChromeTrace.write(
        Replay.run(new OneForwardOneBackward().plan(Workload.of(2, 2)), new UnitCosts(1_000, 0)),
        file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> TraceReader.read(new ByteArrayInputStream(part), "part.gz"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("part.gz")
          .hasMessageNotContaining("\n");
    }
  }

  private static List<TraceSlice> read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return TraceReader.read(new ByteArrayInputStream(bytes), "test.json");
  }

  private static List<TraceSlice> expected(Timeline timeline) {
    List<TraceSlice> slices = new ArrayList<>();
    for (int task = 0; task < timeline.schedule().taskCount(); task++) {
      Span span = timeline.span(task);
      Lane lane = timeline.schedule().lanes().get(span.lane());
      slices.add(
          new TraceSlice(
              "device" + lane.device(),
              lane.name(),
              span.task().toString(),
              span.task().operation().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              span.startNanos(),
              span.endNanos()));
    }
    return slices;
  }
}
