package dev.lockstep.gui.panel.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.run.OrderedRows;
import dev.lockstep.scenarios.study.run.RowRunner;
import dev.lockstep.scenarios.study.store.StoredStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of a study: looked at in three ways, and opened row by row. */
class T01_ResultsPanelTest {

  private static final String STUDY =
      """
      name: which strategy, with how many micro-batches
      scenario:
        model: {profile: {stages: 4, forwardMs: 1, backwardMs: 2, auxiliaryMs: 0.5}}
        cluster: {ideal: {transferLatencyMs: 0.1}}
        training: {microBatches: 8}
        strategy: {name: 1f1b}
      axes:
        - {path: /strategy/name, name: strategy, values: [gpipe, 1f1b, zb-h1, chimera, local]}
        - {path: /training/microBatches, values: [3, 4, 8, 16]}
        - {path: /cluster/ideal/transferLatencyMs, name: linkMs, values: [0.1, 1]}
      metrics: [iterationTimeMs, bubbleFraction, utilisation]
      """;

  @TempDir Path folder;
  private OpenWindow open;
  private TestScreen screen;
  private Path study;

  @BeforeEach
  void open() throws IOException {
    study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    open = OpenWindow.on(List.of(), 1500, 900);
    screen = open.screen();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void a_file_that_is_dropped_shows_its_rows_in_three_ways() {
    drop(rows("rows.csv"));

    assertThat(table().getItems()).hasSize(40);
    assertThat(lead()).isEqualTo("40 rows, 2 refused");
    assertThat(said("#points")).isEqualTo("38 points, 4 on the Pareto front");
    assertThat(said("#heat-map")).isEqualTo("a map of 19 cells");
    assertThat(visible("#examples")).isFalse();
    screen.save("results-light");
    open.command("Dark colours");
    screen.save("results-dark");
    open.command("High contrast");
    screen.save("results-high-contrast");
    open.command("Light colours");
  }

  @Test
  void what_is_chosen_in_the_table_stands_out_in_both_charts() {
    drop(rows("rows.csv"));
    open.act(() -> table().getSelectionModel().clearAndSelect(16));
    screen.save("results-chosen");

    assertThat(bar()).startsWith("Row 17: strategy=zb-h1, microBatches=3, linkMs=0.1, iter");
    assertThat(said("#points")).startsWith("Row 17\nstrategy: zb-h1\nmicroBatches: 3\nlinkMs: 0.1");
    assertThat(said("#heat-map")).startsWith("2 rows\nstrategy: zb-h1\nmicroBatches: 3");
  }

  @Test
  void a_click_on_a_point_chooses_its_row_and_two_open_it() {
    drop(rows("rows.csv"));
    PointChart points = open.node(PointChart.class, "#points");
    Point2D place = TestScreen.on(() -> points.place(16).orElseThrow());
    click(points, place, 1);
    assertThat(chosen()).containsExactly(16);
    click(points, place, 2);
    awaitRuns(1);

    Opened run = open.run(0).opened();
    assertThat(run.name()).isEqualTo("row 17: strategy=zb-h1, microBatches=3, linkMs=0.1");
    assertThat(run.file()).isEmpty();
    screen.save("results-beside-a-run");
  }

  @Test
  void a_click_on_a_cell_chooses_its_rows_and_the_button_opens_the_one_that_it_shows() {
    drop(rows("rows.csv"));
    HeatChart heat = open.node(HeatChart.class, "#heat-map");
    Point2D place = TestScreen.on(() -> heat.place(heat.map().cells().get(0)));
    click(heat, place, 1);
    screen.save("results-cell");
    assertThat(chosen()).hasSize(2);
    assertThat(bar()).contains("linkMs=0.1").endsWith("(and 1 more)");
    open.act(open.node(Button.class, "#open-row")::fire);
    awaitRuns(1);
    assertThat(open.run(0).opened().name()).endsWith("linkMs=0.1");
  }

  @Test
  void keys_choose_and_enter_opens() {
    drop(rows("rows.csv"));
    open.act(() -> open.node(Node.class, "#points").requestFocus());
    screen.press(KeyCode.RIGHT);
    List<Integer> first = chosen();
    screen.press(KeyCode.RIGHT);
    assertThat(chosen()).hasSize(1).isNotEqualTo(first);
    screen.press(KeyCode.ENTER);
    awaitRuns(1);

    open.act(() -> open.node(Node.class, "#heat-map").requestFocus());
    screen.press(KeyCode.UP);
    assertThat(chosen()).hasSize(2);

    open.act(() -> table().requestFocus());
    open.act(() -> table().getSelectionModel().clearAndSelect(1));
    screen.press(KeyCode.ENTER);
    awaitRuns(2);
    assertThat(open.run(1).opened().name()).startsWith("row 2: ");
  }

  @Test
  void words_filter_the_rows_of_all_three() {
    drop(rows("rows.csv"));
    TextField filter = open.node(TextField.class, "#results-filter");
    open.act(() -> filter.setText("zb-h1 microBatches >= 8"));
    assertThat(table().getItems()).containsExactly(20, 21, 22, 23);
    assertThat(said("#points")).startsWith("4 points");
    assertThat(said("#heat-map")).isEqualTo("a map of 2 cells");
    HeatChart heat = open.node(HeatChart.class, "#heat-map");
    assertThat(((CategoryAxis) heat.getXAxis()).getCategories()).containsExactly("zb-h1");
    assertThat(((CategoryAxis) heat.getYAxis()).getCategories()).containsExactly("8", "16");
    open.act(() -> filter.setText("nothing like that"));
    assertThat(table().getItems()).isEmpty();
    screen.save("results-filtered-away");
  }

  @Test
  void what_is_better_decides_the_front() {
    drop(rows("rows.csv"));
    open.act(() -> choice("#points-up").getSelectionModel().select(up("utilisation")));
    assertThat(said("#points")).endsWith("on the Pareto front");
    open.act(() -> choice("#points-better").getSelectionModel().select(1));
    screen.save("results-front");
    assertThat(table().getItems()).hasSize(40);
  }

  @Test
  void a_refused_row_says_why_and_has_no_timeline() {
    drop(rows("rows.csv"));
    open.act(() -> open.node(TextField.class, "#results-filter").setText("even"));
    open.act(() -> table().getSelectionModel().clearAndSelect(0));
    assertThat(bar()).startsWith("Row 25 was refused: /strategy: chimera with 3 micro-batches");
    assertThat(open.node(Button.class, "#open-row").isDisabled()).isTrue();
    screen.save("results-refused");
  }

  @Test
  void a_study_that_has_changed_costs_one_line() throws IOException {
    drop(rows("rows.csv"));
    Files.writeString(study, STUDY.replace("[0.1, 1]", "[0.1, 2]"));
    open.act(() -> table().getSelectionModel().clearAndSelect(1));
    open.act(open.node(Button.class, "#open-row")::fire);
    screen.await(() -> complaint().isPresent());
    assertThat(complaint().orElseThrow())
        .startsWith(folder.resolve("rows.csv") + ": comes from ")
        .contains("study.yaml, which has changed since (SHA-256 was ")
        .endsWith("). Run sweep again.");
    assertThat(open.desk().runs()).isEmpty();
    screen.save("results-changed-study");
  }

  @Test
  void several_results_are_chosen_from_and_closed() {
    drop(rows("one.csv"));
    drop(rows("two.csv"));
    assertThat(choice("#results-which").getItems()).hasSize(2);
    open.command("Close the results");
    open.awaitAnswers();
    assertThat(open.desk().studies()).hasSize(1);
    assertThat(table().getItems()).hasSize(40);
    open.command("Close the results");
    assertThat(open.desk().studies()).isEmpty();
  }

  @Test
  void twenty_thousand_rows_are_shown(@TempDir Path large) throws IOException {
    StringBuilder text =
        new StringBuilder("row,strategy,stages,iterationTimeMs,peakMemoryBytes,refused\n");
    for (int row = 1; row <= 20_000; row++) {
      double time = 10 + row * 7919 % 10_007 / 100.0;
      double memory = 1e9 + 1e12 / time + row * 104_729 % 1_000_003 * 1e4;
      text.append("%d,s%d,%d,%s,%s,%n".formatted(row, row % 9, row % 16, time, memory));
    }
    drop(Files.writeString(large.resolve("large.csv"), text));
    assertThat(table().getItems()).hasSize(20_000);
    screen.save("results-large");
    open.act(() -> table().getSortOrder().setAll(List.of(table().getColumns().get(4))));
    assertThat(table().getItems().get(0)).isNotZero();
    open.use(Palette.LIGHT);
  }

  private Path rows(String name) {
    Path file = folder.resolve(name);
    Study read = StudyFile.read(study);
    OrderedRows engine = new OrderedRows(new RowRunner(read), 2);
    new StoredStudy(read, Optional.empty(), file, engine, Clock.systemUTC()).run(false, row -> {});
    return file;
  }

  private void drop(Path file) {
    screen.drop(open.window().root(), 300, 400, List.of(file.toFile()));
    screen.await(() -> !open.window().opener().isBusy());
    open.awaitAnswers();
  }

  private void click(PaintedChart<?, ?> chart, Point2D place, int count) {
    open.act(() -> chart.click(place, count));
  }

  private void awaitRuns(int count) {
    screen.await(() -> open.desk().runs().size() == count);
    open.awaitAnswers();
  }

  @SuppressWarnings("unchecked")
  private TableView<Integer> table() {
    return open.node(TableView.class, "#rows");
  }

  private List<Integer> chosen() {
    return TestScreen.on(() -> List.copyOf(table().getSelectionModel().getSelectedItems()));
  }

  private ComboBox<?> choice(String selector) {
    return open.node(ComboBox.class, selector);
  }

  private int up(String name) {
    return choice("#points-up").getItems().stream().map(Object::toString).toList().indexOf(name);
  }

  /** What a screen reader says. */
  private String said(String selector) {
    return TestScreen.on(() -> open.node(Node.class, selector).getAccessibleText());
  }

  private String bar() {
    return TestScreen.on(() -> open.node(Label.class, "#chosen-row").getText());
  }

  private String lead() {
    return TestScreen.on(() -> open.node(Label.class, "#results-lead").getText());
  }

  private boolean visible(String selector) {
    Node node = open.node(Node.class, selector);
    return node != null && node.isVisible();
  }

  private Optional<String> complaint() {
    return TestScreen.on(
        () ->
            Optional.ofNullable(open.window().root().lookup(".complaint"))
                .map(line -> ((Label) line.lookup(".label")).getText()));
  }
}
