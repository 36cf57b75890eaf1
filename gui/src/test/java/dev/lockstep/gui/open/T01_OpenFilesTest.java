package dev.lockstep.gui.open;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.open.Example;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are opened, closed and read again while the window goes on. */
class T01_OpenFilesTest {

  private static final Path SCENARIOS = Path.of("../scenarios");

  private OpenWindow open;
  private TestScreen screen;

  @BeforeEach
  void open() {
    open = OpenWindow.on(List.of(), 1400, 800);
    screen = open.screen();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void an_empty_desk_offers_the_examples() {
    screen.await(() -> examples().isPresent());
    screen.save("empty-desk");
    ListView<Example> list = examples().orElseThrow();
    assertThat(list.getItems()).extracting(Example::title).contains("ResNet-110 in 4 modules, ddg");
    open.act(
        () -> {
          list.getSelectionModel().select(0);
          list.getOnMouseClicked().handle(null);
        });
    screen.await(() -> open.desk().runs().size() == 1);
    assertThat(list.getParent().isVisible()).isFalse();
  }

  static List<Path> examples_of_the_folder() throws IOException {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|yaml)")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples_of_the_folder")
  void each_example_is_drawn(Path example) {
    read(example);
    assertThat(complaints()).isEmpty();
    RunPane run = open.run(0);
    assertThat(run.opened().name()).isEqualTo(example.getFileName().toString());
    assertThat(coloursIn(run.timeline())).containsAnyOf(kinds());
    assertThat(run.timeline().recording().rows()).isNotEmpty();
  }

  @Test
  void a_file_that_cannot_be_used_costs_one_line_and_nothing_else(@TempDir Path folder)
      throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"model\": ");
    Path trace = Files.writeString(folder.resolve("cut.json"), "{\"traceEvents\": [{\"ph\": \"X\"");
    read(SCENARIOS.resolve("zero-bubble-1.5b-1f1b.json"));
    read(broken, trace, folder.resolve("missing.json"));
    assertThat(open.desk().runs()).hasSize(1);
    assertThat(complaints())
        .satisfiesExactly(
            line -> assertThat(line).contains("broken.json: ", "the file ends inside a value"),
            line ->
                assertThat(line)
                    .contains(
                        "cut.json, line 1", "not a Chrome trace: the file ends inside a value"),
            line -> assertThat(line).contains("missing.json: the file does not exist"));
    screen.save("damaged-files");
  }

  @Test
  void a_run_is_read_again_where_it_stands_and_closed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.json");
    Files.copy(SCENARIOS.resolve("zero-bubble-1.5b-1f1b.json"), file);
    read(file);
    Opened before = open.run(0).opened();
    Files.copy(
        SCENARIOS.resolve("zero-bubble-1.5b-zb-h2.json"),
        file,
        StandardCopyOption.REPLACE_EXISTING);
    open.command("Read the file again");
    screen.await(() -> !open.window().opener().isBusy());
    Opened after = open.run(0).opened();
    assertThat(after.recording().endNanos()).isLessThan(before.recording().endNanos());
    open.command("Close the run");
    assertThat(open.desk().runs()).isEmpty();
  }

  @Test
  void files_that_are_dropped_on_the_window_are_opened() {
    open.add("zero-bubble-1.5b-1f1b");
    Path dropped = SCENARIOS.resolve("zero-bubble-1.5b-zb-h1.json");
    screen.drop(open.timeline(), 600, 300, List.of(dropped.toFile()));
    screen.await(() -> open.desk().runs().size() == 2);
    assertThat(open.run(1).opened().name()).isEqualTo("zero-bubble-1.5b-zb-h1.json");
  }

  @Test
  void someone_who_has_waited_long_enough_can_cancel(@TempDir Path folder) throws IOException {
    Path trace = folder.resolve("long.json");
    Files.writeString(trace, trace(400_000));
    open.act(() -> open.window().opener().open(Collections.nCopies(5, trace)));
    screen.await(() -> cancel().isPresent());
    screen.save("opening");
    open.act(() -> cancel().orElseThrow().fire());
    screen.await(() -> !open.window().opener().isBusy());
    assertThat(open.desk().runs()).isEmpty();
    assertThat(complaints()).isEmpty();
    assertThat(cancel()).isEmpty();
  }

  private static String trace(int events) {
    return IntStream.range(0, events)
        .mapToObj(
            i ->
                "{\"ph\": \"X\", \"pid\": 1, \"tid\": 1, \"name\": \"step\", \"ts\": %d, \"dur\": 1}"
                    .formatted(i))
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private Optional<Button> cancel() {
    return nodes()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.getText().equals("Cancel"))
        .findFirst();
  }

  private Set<Integer> coloursIn(TimelineView timeline) {
    Bounds place = TestScreen.on(() -> timeline.localToScene(timeline.getLayoutBounds()));
    BufferedImage picture = screen.picture();
    Set<Integer> colours = new HashSet<>();
    for (double y = place.getMinY() + View.AXIS_PIXELS; y < place.getMaxY(); y++) {
      for (double x = place.getMinX() + View.GUTTER_PIXELS; x < place.getMaxX(); x++) {
        colours.add(picture.getRGB((int) x, (int) y) & 0xFFFFFF);
      }
    }
    return colours;
  }

  private static Integer[] kinds() {
    return Stream.of(SliceKind.values())
        .filter(kind -> kind != SliceKind.IDLE)
        .map(Palette.LIGHT::kind)
        .toArray(Integer[]::new);
  }

  private void read(Path... files) {
    open.act(() -> open.window().opener().open(List.of(files)));
    screen.await(() -> !open.window().opener().isBusy());
  }

  @SuppressWarnings("unchecked")
  private Optional<ListView<Example>> examples() {
    return nodes()
        .filter(node -> "examples".equals(node.getId()))
        .map(node -> (ListView<Example>) node)
        .findFirst();
  }

  private List<String> complaints() {
    return TestScreen.on(
        () ->
            nodes()
                .filter(node -> node.getStyleClass().contains("complaint"))
                .map(node -> ((Label) node.lookup(".label")).getText())
                .toList());
  }

  private Stream<Node> nodes() {
    return open.window().root().lookupAll("*").stream();
  }
}
