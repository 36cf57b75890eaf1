package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.scenarios.report.window.Recording;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that come and go while others are open. */
class T07_NewRunsTest {

  private static final String INTERLEAVED = "zero-bubble-1.5b-interleaved-1f1b";

  private OpenWindow open;

  @BeforeEach
  void open() {
    open = OpenWindow.on("zero-bubble-1.5b-1f1b");
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void a_new_run_shows_links_only_if_the_others_do() {
    open.command("Show or hide links");
    assertThat(open.timeline().view().links()).isFalse();
    RunPane added = open.add(INTERLEAVED);
    assertThat(added.timeline().view().links()).isFalse();
    open.act(added.timeline()::undo);
    assertThat(added.timeline().view().links()).isFalse();
    open.command("Show or hide links");
    assertThat(open.timeline().view().links()).isTrue();
    assertThat(added.timeline().view().links()).isTrue();
  }

  @Test
  void links_that_are_undone_in_one_run_are_undone_in_all() {
    RunPane added = open.add(INTERLEAVED);
    open.command("Show or hide links");
    open.act(open.timeline()::undo);
    assertThat(open.timeline().view().links()).isTrue();
    assertThat(added.timeline().view().links()).isTrue();
  }

  @Test
  void a_new_run_has_a_lane_for_each_stage_if_the_others_do() {
    open.command("Split or join the stages of a device");
    open.awaitAnswers();
    RunPane added = open.add(INTERLEAVED);
    open.awaitAnswers();
    assertThat(added.timeline().view().stageLanes()).isTrue();
    open.screen().save("new-run-with-stage-lanes");
  }

  @Test
  void the_keyboard_acts_on_what_is_left_when_a_run_is_closed() {
    RunPane added = open.add(INTERLEAVED);
    open.act(added.timeline()::requestFocus);
    open.command("Close the run");
    assertThat(open.timeline().isFocused()).isTrue();
    assertThat(open.desk().activeProperty().get()).contains(open.run(0));
  }

  @Test
  void a_run_that_is_closed_leaves_the_memory() throws InterruptedException {
    open.command("Show Statistics");
    open.command("Show or hide counters");
    open.add(INTERLEAVED);
    open.awaitAnswers();
    WeakReference<Recording> recording = new WeakReference<>(open.timeline(1).recording());
    open.act(() -> open.desk().close(open.run(1)));
    open.awaitAnswers();
    for (int turn = 0; turn < 50 && recording.get() != null; turn++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(recording.get()).isNull();
  }
}
