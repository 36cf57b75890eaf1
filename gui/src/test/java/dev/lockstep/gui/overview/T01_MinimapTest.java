package dev.lockstep.gui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.model.OverviewFrame;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.View;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The frame below the timeline shows and moves what is in sight. */
class T01_MinimapTest {

  private OpenWindow open;
  private TestScreen screen;
  private TimelineView timeline;
  private Minimap minimap;

  @BeforeEach
  void open() {
    open = OpenWindow.on("zero-bubble-1.5b-zb-h2");
    screen = open.screen();
    timeline = open.timeline();
    minimap = open.node(Minimap.class, ".minimap");
    screen.wheel(timeline, 700, 300, 600);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void the_frame_is_around_what_is_in_sight() {
    OverviewFrame frame = minimap.frame();
    assertThat(frame.fromNanos()).isEqualTo(timeline.view().fromNanos());
    assertThat(frame.right() - frame.left()).isBetween(200.0, 600.0);
    assertThat(minimap.label()).isEqualTo(frame.label()).endsWith(" % of the run");
    screen.save("minimap");
  }

  @Test
  void dragging_the_frame_moves_the_view_and_a_click_centres_it() {
    long length = timeline.view().toNanos() - timeline.view().fromNanos();
    double middle = (minimap.frame().left() + minimap.frame().right()) / 2;
    long before = timeline.view().fromNanos();
    screen.drag(minimap, at(middle), 30, at(middle + 100), 30);
    assertThat(timeline.view().fromNanos() - before)
        .isCloseTo(minimap.frame().nanosAt(100), within(2L));

    screen.click(minimap, at(300), 30);
    long centre = (timeline.view().fromNanos() + timeline.view().toNanos()) / 2;
    assertThat(centre).isCloseTo(minimap.frame().nanosAt(300), within(2L));
    assertThat(timeline.view().toNanos() - timeline.view().fromNanos()).isEqualTo(length);
  }

  @Test
  void dragging_an_edge_changes_how_much_is_in_sight_and_undo_takes_it_back_at_once() {
    View before = timeline.view();
    double right = minimap.frame().right();
    screen.drag(minimap, at(right), 30, at(right - 100), 30);
    assertThat(timeline.view().fromNanos()).isEqualTo(before.fromNanos());
    assertThat(timeline.view().toNanos()).isLessThan(before.toNanos());
    open.act(timeline::undo);
    assertThat(timeline.view()).isEqualTo(before);
  }

  @Test
  void m_hides_it_and_shows_it_again() {
    screen.press(KeyCode.M);
    assertThat(minimap.isVisible()).isFalse();
    screen.press(KeyCode.M);
    assertThat(minimap.isVisible()).isTrue();
  }

  private static double at(double pixel) {
    return View.GUTTER_PIXELS + pixel;
  }
}
