package dev.lockstep.gui.panel.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.model.NotedTask;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.notes.Note;
import dev.lockstep.scenarios.report.notes.NotesFile;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bookmarks and notes: made with a key, kept at once, found again. */
class T01_NotesPanelTest {

  @TempDir Path folder;
  private Path scenario;
  private NotesFile file;
  private OpenWindow open;
  private TestScreen screen;
  private TimelineView timeline;

  @BeforeEach
  void copy() throws IOException {
    scenario = folder.resolve("zb-h2.json");
    Files.copy(Path.of("../scenarios/zero-bubble-1.5b-zb-h2.json"), scenario);
    file = NotesFile.beside(scenario);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void b_bookmarks_what_is_in_sight_and_the_list_leads_back_there() {
    open();
    screen.wheel(timeline, 700, 300, 600);
    View bookmarked = timeline.view();
    write(KeyCode.B, "steady state");

    assertThat(file.read().all())
        .containsExactly(
            Note.bookmark("steady state", bookmarked.fromNanos(), bookmarked.toNanos()));
    open.act(timeline::fit);
    choose(0);
    push("Go to");
    assertThat(timeline.view().fromNanos()).isEqualTo(bookmarked.fromNanos());
    assertThat(timeline.view().toNanos()).isEqualTo(bookmarked.toNanos());
  }

  @Test
  void n_notes_something_on_the_chosen_task() {
    open();
    int task = task("3I0");
    open.act(() -> timeline.select(OptionalInt.of(task)));
    write(KeyCode.N, "first gradient here");

    Note note = file.read().all().get(0);
    assertThat(note.task()).contains("3I0");
    open.act(() -> timeline.select(OptionalInt.empty()));
    choose(0);
    push("Go to");
    assertThat(timeline.selected()).hasValue(task);
  }

  @Test
  void n_notes_something_on_the_moment_under_the_mouse_if_no_task_is_chosen() {
    open();
    screen.move(timeline, 700, 400);
    long moment = timeline.view().nanosAt(700);
    write(KeyCode.N, "here");
    assertThat(file.read().all()).containsExactly(Note.at(moment, "here"));
  }

  @Test
  void notes_are_marked_on_the_time_axis_and_a_click_on_a_mark_goes_there() {
    file.change(notes -> notes.with(Note.at(400_000_000, "cool-down begins")));
    file.change(notes -> notes.with(Note.bookmark("warm-up", 0, 150_000_000)));
    open();
    Node flag = open.node(Node.class, ".note-marks .note-flag");
    double middle = View.GUTTER_PIXELS + timeline.view().window().position(400_000_000);
    assertThat(flag.getBoundsInParent().getCenterX()).isCloseTo(middle, within(1.0));
    Node bar = open.node(Node.class, ".note-marks .note-bar");
    screen.click(bar, 5, 2);
    assertThat(timeline.view().fromNanos()).isZero();
    assertThat(timeline.view().toNanos()).isEqualTo(150_000_000);
  }

  @Test
  void notes_can_be_written_anew_and_deleted() {
    file.change(notes -> notes.with(Note.at(400_000_000, "cool-down beginns")));
    open();
    choose(0);
    push("Edit");
    type("cool-down begins");
    assertThat(file.read().all()).containsExactly(Note.at(400_000_000, "cool-down begins"));
    choose(0);
    push("Delete");
    assertThat(file.read().all()).isEmpty();
  }

  @Test
  void escape_drops_what_was_written() {
    open();
    screen.press(KeyCode.B);
    screen.press(KeyCode.ESCAPE);
    assertThat(file.path()).doesNotExist();
    assertThat(timeline.isFocused()).isTrue();
  }

  @Test
  void a_damaged_file_is_said_once_and_left_as_it_is() throws IOException {
    Files.writeString(file.path(), "{ \"format\": ");
    open();
    assertThat(open.notice()).startsWith(file.path() + ": line 1: Unexpected end-of-input");
    write(KeyCode.B, "all");
    assertThat(open.notice()).startsWith("Not kept: " + file.path());
    assertThat(file.path()).hasContent("{ \"format\": ");
    assertThat(list().getItems()).hasSize(1);

    Files.delete(file.path());
    write(KeyCode.B, "again");
    assertThat(file.read().all()).extracting(Note::text).containsExactly("again", "all");
  }

  @Test
  void where_nothing_can_be_written_the_notice_says_so() throws IOException {
    open();
    Files.delete(scenario);
    Files.delete(folder);
    write(KeyCode.B, "all");
    assertThat(open.notice()).startsWith("Not kept: " + file.path() + ": cannot be written");
    Files.createDirectory(folder);
  }

  @Test
  void a_scenario_that_was_changed_keeps_the_notes_of_its_file() {
    file.change(notes -> notes.with(Note.on("3I0", 7, "gone")));
    open();
    Opened changed = Opened.run(Opened.file(scenario).run().orElseThrow(), "changed");
    open.act(() -> open.run(0).replace(changed));
    assertThat(list().getItems()).hasSize(1);
    choose(0);
    push("Go to");
    assertThat(open.notice()).startsWith("3I0 does not start at 7 ns any");
  }

  @Test
  void a_screenshot_of_it_all() {
    file.change(notes -> notes.with(Note.bookmark("warm-up", 0, 150_000_000)));
    file.change(notes -> notes.with(Note.bookmark("steady state", 420_000_000, 700_000_000)));
    file.change(notes -> notes.with(Note.at(1_010_000_000, "Only weight gradients from here on")));
    open();
    open.act(
        () ->
            file.change(
                notes ->
                    notes.with(
                        NotedTask.note(
                            timeline.recording(), task("4I0"), "Why does this one start late?"))));
    open.act(() -> open.run(0).replace(Opened.file(scenario)));
    choose(1);
    screen.press(KeyCode.N);
    screen.save("notes-light");
    open.use(Palette.DARK);
    screen.save("notes-dark");
    assertThat(list().getItems()).hasSize(4);
  }

  private void open() {
    open = OpenWindow.on(List.of(Opened.file(scenario)), 1400, 800);
    screen = open.screen();
    timeline = open.timeline();
    open.command("Show Notes");
  }

  private int task(String label) {
    var recording = timeline.recording();
    for (int id = 0; ; id++) {
      if (recording.label(id).equals(label)) {
        return id;
      }
    }
  }

  private void write(KeyCode key, String text) {
    open.act(timeline::requestFocus);
    screen.press(key);
    type(text);
  }

  private void type(String text) {
    TextField field = open.node(TextField.class, ".note-field");
    open.act(() -> field.setText(text));
    screen.press(KeyCode.ENTER);
  }

  @SuppressWarnings("unchecked")
  private ListView<Note> list() {
    return open.node(ListView.class, ".notes-list");
  }

  private void choose(int index) {
    ListView<Note> list = list();
    open.act(() -> list.getSelectionModel().select(index));
  }

  private void push(String name) {
    open.act(
        () ->
            open.window().root().lookupAll(".notes .button").stream()
                .map(node -> (Button) node)
                .filter(button -> button.getText().equals(name))
                .forEach(Button::fire));
    screen.settle();
  }
}
