package dev.lockstep.gui.panel.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.format.training.TrainingFile;
import dev.lockstep.scenarios.format.training.TrainingJson;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves of what networks learn: from files, and trained here. */
class T01_LearningPanelTest {

  private static final Path SPIRALS = Path.of("../scenarios/learn-spirals.yaml");

  @TempDir Path folder;
  private OpenWindow open;
  private TestScreen screen;

  private void open(List<Opened> runs, int width, int height) {
    open = OpenWindow.on(runs, width, height);
    screen = open.screen();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void a_file_of_results_that_is_dropped_shows_its_curves() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local", "interlocking", "pipedream"));

    assertThat(names()).containsExactly("1f1b", "local", "interlocking", "pipedream");
    assertThat(visible("#learning")).isTrue();
    assertThat(visible("#examples")).isFalse();
    screen.save("learning-light");
    dark();
    screen.save("learning-dark");
    open.use(Palette.HIGH_CONTRAST);
    screen.save("learning-high-contrast");
    light();
  }

  @Test
  void the_mouse_on_a_point_tells_strategy_time_mean_and_seeds() throws IOException {
    open(OpenWindow.examples("zero-bubble-1.5b-1f1b"), 1400, 860);
    drop(written("1f1b", "local", "interlocking:lookAhead=2,timing=asComputed", "pipedream"));
    CurveView view = open.node(CurveView.class, ".curves");
    double middle = TestScreen.on(view::getWidth) / 2;
    for (double y = 60; y < TestScreen.on(view::getHeight) && said().isEmpty(); y += 20) {
      screen.move(view, middle, y);
    }

    screen.save("learning-hover");
    assertThat(said())
        .contains("simulated time")
        .contains("accuracy, mean of 3")
        .contains("seed 2");
  }

  @Test
  void arrow_keys_go_along_a_curve_and_to_the_next() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local"));
    open.act(() -> open.window().root().lookup(".curves").requestFocus());
    screen.press(KeyCode.RIGHT);
    assertThat(said()).startsWith("1f1b").contains("mini-batches: 100");
    screen.press(KeyCode.LEFT);
    assertThat(said()).contains("mini-batches: 90");
    screen.press(KeyCode.DOWN);
    assertThat(said()).startsWith("local").contains("mini-batches: 90");
    screen.press(KeyCode.ESCAPE);
    assertThat(said()).isEqualTo("Accuracy of 2 curves");
  }

  @Test
  void space_in_the_legend_hides_a_curve_and_all_of_a_file() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local"));
    ListView<?> legend = open.node(ListView.class, "#curve-legend");
    open.act(
        () -> {
          legend.requestFocus();
          legend.getSelectionModel().select(1);
        });
    screen.press(KeyCode.SPACE);
    assertThat(names()).containsExactly("local");
    open.act(() -> legend.getSelectionModel().select(0));
    screen.press(KeyCode.SPACE);
    assertThat(names()).isEmpty();
    screen.press(KeyCode.SPACE);
    assertThat(names()).containsExactly("1f1b", "local");
    screen.press(KeyCode.DELETE);
    assertThat(open.desk().learned()).isEmpty();
  }

  @Test
  void loss_and_mini_batches_can_be_chosen() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local"));
    fire("Test loss");
    fire("by mini-batches");
    screen.save("learning-loss");
    assertThat(sheet().figure().label()).isEqualTo("Test loss");
    assertThat(sheet().across().label()).isEqualTo("mini-batches");
    fire("Training loss");
    assertThat(sheet().figure().label()).isEqualTo("Training loss");
  }

  @Test
  void a_damaged_file_costs_one_line() throws IOException {
    open(List.of(), 1400, 860);
    Path file = written("1f1b");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"accuracy\": 0.75", "\"accuracy\": 75"));
    drop(file);
    assertThat(open.desk().learned()).isEmpty();
    assertThat(complaint())
        .endsWith("runs.json: /0/target/accuracy: is 75. Must be a number from 0 to 1.");
  }

  @Test
  void a_file_that_is_dropped_again_is_read_again() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local"));
    drop(written("1f1b", "ddg"));
    assertThat(names()).containsExactly("1f1b", "ddg");
    assertThat(ticked()).isEqualTo(3);
  }

  @Test
  void curves_and_results_are_saved() throws IOException {
    open(List.of(), 1400, 860);
    drop(written("1f1b", "local"));
    CurveExport export = open.maker(CurveExport.class, "#curve-export");
    Path svg = folder.resolve("curves.svg");
    Path json = folder.resolve("again.json");
    open.act(() -> export.savePicture(svg));
    open.act(() -> export.savePicture(folder.resolve("curves.png")));
    open.act(() -> export.saveResults(json));
    open.awaitAnswers();
    assertThat(Files.readString(svg)).contains(">1f1b</text>", ">local</text>", "<polygon");
    assertThat(folder.resolve("curves.png")).isNotEmptyFile();
    assertThat(TrainingFile.read(json)).isEqualTo(TrainingFile.read(folder.resolve("runs.json")));
  }

  @Test
  void a_scenario_is_trained_and_its_curves_grow() {
    open(List.of(Opened.file(SPIRALS)), 1400, 860);
    open.command("Show Accuracy");
    screen.save("learning-to-train");
    fill("#train-strategies", "1f1b, local");
    fill("#train-seeds", "2");
    fill("#train-iterations", "60");
    click("#train");
    screen.await(() -> open.desk().learned().stream().anyMatch(T01_LearningPanelTest::hasLooks));
    screen.save("learning-training");
    screen.await(() -> open.desk().learned().stream().anyMatch(T01_LearningPanelTest::isComplete));
    screen.save("learning-trained");
    assertThat(names()).containsExactly("1f1b", "local");
    assertThat(open.desk().learned().get(0).name()).isEqualTo("learn-spirals.yaml, trained");
    assertThat(open.desk().learned().get(0).runs())
        .allSatisfy(run -> assertThat(run.seeds()).hasSize(2));
  }

  @Test
  void training_is_cancelled_and_what_was_learned_until_then_stays() {
    open(List.of(Opened.file(SPIRALS)), 1400, 860);
    open.command("Show Accuracy");
    fill("#train-seeds", "50");
    click("#train");
    screen.await(() -> open.desk().learned().stream().anyMatch(T01_LearningPanelTest::hasLooks));
    click("#cancel-training");
    screen.await(() -> !open.node(Button.class, "#train").isDisabled());
    assertThat(open.desk().learned())
        .extracting(Learned::name)
        .containsExactly("learn-spirals.yaml, trained, cancelled");
    assertThat(open.notice()).isEqualTo("Training was cancelled.");
  }

  @Test
  void what_cannot_be_trained_says_why_beside_the_fields() {
    open(List.of(Opened.file(SPIRALS)), 1400, 860);
    open.command("Show Accuracy");
    fill("#train-seeds", "many");
    click("#train");
    assertThat(problem()).isEqualTo("seeds: many is no whole number from 1 to 1,000.");
    fill("#train-seeds", "");
    fill("#train-strategies", "1f1b, ideal");
    click("#train");
    screen.await(() -> !problem().isEmpty());
    assertThat(problem()).contains("ideal: ");
    fill("#train-strategies", "1f2b");
    click("#train");
    screen.await(() -> problem().contains("1f2b"));
    screen.save("learning-refused");
  }

  private void drop(Path file) {
    screen.drop(open.window().root(), 300, 400, List.of(file.toFile()));
    screen.await(() -> !open.window().opener().isBusy());
  }

  private Path written(String... strategies) throws IOException {
    List<TrainingResult> results = new ArrayList<>();
    for (int i = 0; i < strategies.length; i++) {
      results.add(result(strategies[i], i));
    }
    Path file = folder.resolve("runs.json");
    return Files.writeString(file, TrainingJson.of("spirals", results, Map.of()));
  }

  /** Three seeds that come near to 90 %, sooner or later. */
  private static TrainingResult result(String strategy, int number) {
    Random random = new Random(number);
    double slow = 20 + 12 * number;
    List<OfSeed> seeds =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                seed ->
                    new OfSeed(
                        seed,
                        IntStream.rangeClosed(1, 10)
                            .mapToObj(look -> look(10 * look, slow, number, random))
                            .toList()))
            .toList();
    Look last = seeds.get(0).looks().get(9);
    return new TrainingResult(
        "spirals",
        strategy,
        "spirals",
        new MeanOfSeeds(last.accuracy(), OptionalDouble.of(0.02)),
        Optional.of(new MeanOfSeeds(0.4, OptionalDouble.empty())),
        100,
        32,
        3.2,
        last.simulatedMs(),
        Optional.of(new TimeToTarget(0.75, 3, Optional.empty(), Optional.empty())),
        List.of(0),
        Optional.empty(),
        seeds);
  }

  private static Look look(int iterations, double slow, int number, Random random) {
    double learned = 1 - Math.exp(-iterations / slow);
    double accuracy = 0.3 + 0.6 * learned + 0.05 * random.nextDouble();
    return new Look(
        iterations,
        iterations * (32.0 - 6 * number),
        OptionalDouble.of(1.2 - learned),
        OptionalDouble.of(1.3 - learned + 0.1 * random.nextDouble()),
        accuracy,
        Optional.empty());
  }

  private static boolean hasLooks(Learned learned) {
    return learned.runs().stream().anyMatch(run -> !run.seeds().isEmpty());
  }

  private static boolean isComplete(Learned learned) {
    return learned.runs().stream().map(LearnedRun::result).allMatch(Optional::isPresent);
  }

  private CurveSheet sheet() {
    return TestScreen.on(() -> open.node(CurveView.class, ".curves").sheet());
  }

  private List<String> names() {
    return sheet().entries().stream().map(CurveSheet.Entry::name).toList();
  }

  /** What a screen reader says of the chosen point; empty if none is. */
  private String said() {
    String text = TestScreen.on(() -> open.node(Node.class, ".curves").getAccessibleText());
    return text.startsWith("Accuracy of") && open.node(CurveView.class, ".curves").isFocused()
        ? text
        : text.startsWith("Accuracy of") ? "" : text;
  }

  private long ticked() {
    return TestScreen.on(
        () ->
            open.window().root().lookupAll(".curve-legend .check-box").stream()
                .filter(node -> ((CheckBox) node).isSelected())
                .count());
  }

  private boolean visible(String selector) {
    Node node = open.node(Node.class, selector);
    return node != null && TestScreen.on(() -> node.getScene() != null && node.isVisible());
  }

  private void fire(String toggle) {
    open.act(
        () ->
            open.window().root().lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(toggle))
                .forEach(ToggleButton::fire));
  }

  private void fill(String field, String text) {
    TextField node = open.node(TextField.class, field);
    open.act(() -> node.setText(text));
  }

  private void click(String button) {
    Button node = open.node(Button.class, button);
    open.act(node::fire);
  }

  private String problem() {
    return open.node(Label.class, "#training-problem").getText();
  }

  private String complaint() {
    return TestScreen.on(
        () -> ((Label) open.window().root().lookup(".complaint").lookup(".label")).getText());
  }

  private void dark() {
    open.act(
        () ->
            Application.setUserAgentStylesheet(
                new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet()));
    open.use(Palette.DARK);
  }

  private void light() {
    open.act(
        () ->
            Application.setUserAgentStylesheet(
                new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet()));
    open.use(Palette.LIGHT);
  }
}
