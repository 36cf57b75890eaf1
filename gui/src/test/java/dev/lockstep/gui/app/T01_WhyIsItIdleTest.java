package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.picture.layout.ViewLayout;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Row;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an example to "why is device 3 idle here". */
class T01_WhyIsItIdleTest {

  private final Opened file = OpenWindow.examples("zero-bubble-1.5b-1f1b").get(0);
  private final Recording recording = file.recording();
  private OpenWindow open;
  private TestScreen screen;
  private TimelineView timeline;

  @BeforeEach
  void open() {
    open = OpenWindow.on(List.of(file), 1400, 800);
    screen = open.screen();
    timeline = open.timeline();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void the_mouse_over_an_idle_time_tells_what_the_device_waits_for() {
    double x = firstIdle("device3");
    screen.move(timeline, x, middle("device3"));
    assertThat(timeline.card().orElseThrow().toString())
        .startsWith("idle: waits for a computation\non: device3\n")
        .contains("then: 3B0\nwhich waits for: 4B0 on device4\nand its way: ");
    screen.save("why-idle");
  }

  @Test
  void the_card_goes_when_the_time_moves_away_under_the_mouse() {
    screen.move(timeline, firstIdle("device3"), middle("device3"));
    assertThat(timeline.card()).isPresent();
    open.command("Zoom in");
    assertThat(timeline.card()).isEmpty();
  }

  @Test
  void a_click_on_it_chooses_the_task_that_is_waited_for_and_shows_its_neighbours() {
    screen.click(timeline, firstIdle("device3"), middle("device3"));
    int task = timeline.selected().orElseThrow();
    assertThat(recording.label(task)).isEqualTo("4B0");
    screen.save("selected");
  }

  /** In the midst of the longest idle time of a device in the first half of the run. */
  private double firstIdle(String device) {
    View view = timeline.view();
    var slices = row(device).slices();
    int before = 0;
    for (int slice = 0; slice + 1 < slices.count() / 2; slice++) {
      long gap = slices.startNanos(slice + 1) - slices.endNanos(slice);
      long longest = slices.startNanos(before + 1) - slices.endNanos(before);
      before = gap > longest ? slice : before;
    }
    long middle = (slices.endNanos(before) + slices.startNanos(before + 1)) / 2;
    return View.GUTTER_PIXELS + view.window().position(middle);
  }

  private double middle(String device) {
    ViewLayout layout = new ViewLayout(recording, timeline.view());
    return DoubleStream.iterate(View.AXIS_PIXELS, y -> y < 800, y -> y + 1)
        .filter(y -> layout.at(700, y).filter(hit -> hit.row().equals(row(device))).isPresent())
        .average()
        .orElseThrow();
  }

  private Row row(String device) {
    return recording.rows().stream().filter(r -> r.name().equals(device)).findFirst().orElseThrow();
  }
}
