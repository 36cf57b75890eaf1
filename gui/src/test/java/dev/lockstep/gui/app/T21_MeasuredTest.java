package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.panel.measured.MeasuredPanel;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.report.compare.MeasuredComparison;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.window.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prediction above what was "measured": the example, which is generated. */
class T21_MeasuredTest {

  private static final Path EXAMPLE = Path.of("../docs/examples/measured-trace");

  private OpenWindow open;
  private TestScreen screen;

  @BeforeEach
  void open() {
    Stream<Path> ranks =
        IntStream.range(0, 4).mapToObj(r -> EXAMPLE.resolve("rank" + r + ".json.gz"));
    List<Path> files =
        Stream.concat(ranks, Stream.of(Path.of("../scenarios/resnet50-gpipe.json"))).toList();
    List<Opened> opened = Opened.files(files, Optional.of(EXAMPLE.resolve("names.json")));
    open = OpenWindow.on(opened, 1600, 900);
    screen = open.screen();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void the_prediction_stands_above_the_traces_of_all_ranks() {
    assertThat(open.desk().runs())
        .extracting(run -> run.opened().name())
        .containsExactly("resnet50-gpipe.json", "measured: rank0.json.gz and 3 more");
    Recording measured = open.timeline(1).recording();
    assertThat(measured.rows()).extracting("name").contains("device0", "device3", "transfers");
    assertThat(measured.startNanos()).isZero();
  }

  @Test
  void they_align_by_the_profilers_steps() {
    open.command("Align runs by iteration");
    open.command("Align at the next iteration");
    assertThat(pixel(0)).isCloseTo(pixel(1), Offset.offset(0.5));
  }

  @Test
  void the_panel_says_how_far_the_prediction_is_off() {
    open.command("Align runs by iteration");
    screen.wheel(open.timeline(0), 300, 200, 700);
    open.command("Show Measured");
    MeasuredPanel panel = open.maker(MeasuredPanel.class, "#measured");
    screen.await(() -> panel.shown().isPresent());
    MeasuredComparison shown = TestScreen.on(() -> panel.shown().orElseThrow());
    assertThat(shown.step().get(0).error().orElseThrow()).isBetween(-0.08, -0.02);
    screen.save("predicted-above-measured");
  }

  private double pixel(int run) {
    View view = open.timeline(run).view();
    long start = open.timeline(run).recording().iterationStartsNanos().get(1);
    return view.window().position(start);
  }
}
