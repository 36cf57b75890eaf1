package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.report.trace.TraceReader;
import dev.lockstep.scenarios.report.trace.TraceSlice;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that commands write: complete or not at all, and never over what they read. */
class T02_FilesTest {

  @TempDir Path folder;
  private Path scenario;

  @BeforeEach
  void writeScenario() {
    scenario = Shell.write(folder.resolve("scenario.json"), Shell.units("zb-h1", 3, 5));
  }

  @Test
  void out_holds_what_would_have_been_printed_and_replaces_what_was_there() throws IOException {
    Path out = Shell.write(folder.resolve("result.json"), "old");

    Outcome outcome = lockstep("run", scenario, "--format", "json", "--out", out);

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    assertThat(out).hasContent(lockstep("run", scenario, "--format", "json").out());
    assertThat(names()).containsExactlyInAnyOrder("scenario.json", "result.json");
  }

  @Test
  void a_refused_run_leaves_the_old_file_alone() throws IOException {
    Path out = Shell.write(folder.resolve("result.json"), "old");

    Outcome outcome = lockstep("run", folder.resolve("none.json"), "--out", out);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(out).hasContent("old");
    assertThat(names()).containsExactlyInAnyOrder("scenario.json", "result.json");
  }

  @Test
  void a_link_stays_a_link() throws IOException {
    Path real = Shell.write(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);

    assertThat(lockstep("run", scenario, "--out", link).status()).isZero();

    assertThat(link).isSymbolicLink();
    assertThat(real).content().startsWith("zb-h1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out", "--trace", "--timeline"})
  void a_missing_folder_is_found_out_before_the_work(String option) {
    Path file = folder.resolve("missing").resolve("file.svg");

    assertRefused(lockstep("run", scenario, option, file), "there is no folder", "--help");
  }

  @Test
  void a_folder_is_no_file_to_write() {
    assertRefused(lockstep("run", scenario, "--out", folder), "is a folder. Name a file in it.");
    assertThat(folder).isDirectory();
  }

  @Test
  void a_folder_that_cannot_be_written_is_refused() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(locked)).as("root may write anywhere").isFalse();

    assertRefused(lockstep("run", scenario, "--out", locked.resolve("a")), "cannot be written");
  }

  @Test
  void no_file_is_both_read_and_written_or_written_twice() throws IOException {
    String before = Files.readString(scenario);
    Path again = folder.resolve("..").resolve(folder.getFileName()).resolve("scenario.json");
    Path picture = folder.resolve("a.svg");

    assertRefused(lockstep("run", scenario, "--out", again), "already named");
    assertRefused(lockstep("compare", scenario, "--strategies", "all", "--out", again), "already");
    assertRefused(lockstep("schedule", scenario, "--out", again), "already named");
    assertRefused(
        lockstep("run", scenario, "--trace", picture, "--timeline", picture), "already named");
    assertThat(scenario).hasContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace.json", "trace.json.gz"})
  void a_trace_holds_every_span_of_the_steady_run(String name) throws IOException {
    Path trace = folder.resolve(name);

    Outcome outcome = lockstep("run", scenario, "--trace", trace);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("zb-h1");
    byte[] start = Files.newInputStream(trace).readNBytes(2);
    assertThat((start[0] & 0xFF) == 0x1F).as("gzip").isEqualTo(name.endsWith(".gz"));
    Timeline steady = Run.of(ScenarioReader.read(scenario)).steady();
    assertThat(TraceReader.read(trace)).containsExactlyInAnyOrderElementsOf(slices(steady));
  }

  @Test
  void a_timeline_is_drawn_as_its_name_ends() throws IOException {
    Path svg = folder.resolve("a.svg");
    Path png = folder.resolve("a.PNG");

    assertThat(lockstep("run", scenario, "--timeline", svg).status()).isZero();
    assertThat(lockstep("run", scenario, "--timeline", png).status()).isZero();

    assertThat(svg).content().contains("<svg", "zb-h1, 3 stages", "</svg>");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(500);
    assertRefused(lockstep("run", scenario, "--timeline", folder.resolve("a.gif")), ".svg or .png");
  }

  @Test
  void pictures_are_of_one_scenario() {
    assertRefused(
        lockstep("run", scenario, scenario, "--trace", folder.resolve("a.json")),
        "--trace and --timeline take one scenario");
  }

  private static void assertRefused(Outcome outcome, String... words) {
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("lockstep: ").contains(words);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<TraceSlice> slices(Timeline timeline) {
    return IntStream.range(0, timeline.schedule().taskCount())
        .mapToObj(timeline::span)
        .map(span -> slice(span, timeline.schedule().lanes().get(span.lane())))
        .toList();
  }

  private static TraceSlice slice(Span span, Lane lane) {
    String category = span.task().operation().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new TraceSlice(
        "device" + lane.device(),
        lane.name(),
        span.task().toString(),
        category,
        span.startNanos(),
        span.endNanos());
  }
}
