package dev.lockstep.gui.panel.results;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.gui.model.open.FileReading;
import dev.lockstep.gui.model.results.ResultTable;
import dev.lockstep.gui.model.results.RowFilter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Results of a study: as points, as a heat map and as a table, which choose together. */
public final class ResultsPanel implements Panel {

  /** What stands on its tab. */
  public static final String TITLE = "Results";

  private static final String HOW =
      """
      Results of a study appear here.

      Drop a file that ./lockstep sweep STUDY --out rows.csv has written. \
      A row of it opens as a timeline.\
      """;

  /** From here on both charts have room side by side. */
  private static final double WIDE = 760;

  private static final double CHARTS_SHARE = 0.58;
  private static final double LEAST_FILTER = 120;
  private static final double CHARTS_SHARE_IN_A_COLUMN = 0.72;
  private static final double POINTS_SHARE_IN_A_COLUMN = 0.55;

  private final Desk desk;
  private final Consumer<FileReading> opener;
  private final Chooser<StudyResults> which =
      new Chooser<>("", "results-which", StudyResults::name, this::read);
  private final Label lead = new Label();
  private final TextField filter = new TextField();
  private final PointsView points;
  private final HeatView heat;
  private final RowTable rows;
  private final RowBar bar = new RowBar(this::openChosen);
  private final SplitPane charts;
  private final SplitPane all;
  private final Label nothing = new Label(HOW);
  private final VBox shown;
  private final StackPane root;
  private Optional<ResultTable> table = Optional.empty();
  private List<StudyResults> known = List.of();
  private List<Integer> chosen = List.of();

  /**
   * A panel of a desk.
   *
   * @param opener reads a row's scenario, and opens it
   */
  public ResultsPanel(Desk desk, Consumer<FileReading> opener) {
    this.desk = desk;
    this.opener = opener;
    this.points = new PointsView(this::card, row -> choose(List.of(row)), this::open, this::mark);
    this.heat = new HeatView(this::card, this::choose, this::open);
    this.rows = new RowTable(this::choose, this::open);
    this.charts = new SplitPane(points.node(), heat.node());
    VBox below = new VBox(6, bar.node(), rows.node());
    VBox.setVgrow(rows.node(), Priority.ALWAYS);
    this.all = new SplitPane(charts, below);
    all.setOrientation(Orientation.VERTICAL);
    all.setDividerPositions(CHARTS_SHARE);
    VBox.setVgrow(all, Priority.ALWAYS);
    shown = new VBox(8, head(), all);
    nothing.setWrapText(true);
    nothing.getStyleClass().add(Styles.TEXT_MUTED);
    root = new StackPane(nothing, shown);
    root.setId("results");
    root.setUserData(this);
    root.getStyleClass().add("results");
    root.widthProperty().addListener((is, before, now) -> turn(now.doubleValue()));
    root.sceneProperty().addListener((is, before, now) -> list());
    desk.studies().addListener((ListChangeListener<StudyResults>) change -> list());
    desk.paletteProperty().addListener((is, before, now) -> draw());
    desk.add(Command.of(TITLE, "Open the timeline of the chosen row", this::openChosen));
    desk.add(Command.of(TITLE, "Filter the rows", filter::requestFocus));
    desk.add(Command.of(TITLE, "Close the results", this::close));
    list();
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Node node() {
    return root;
  }

  private HBox head() {
    lead.getStyleClass().addAll(Styles.TEXT_MUTED);
    lead.setId("results-lead");
    lead.setMinWidth(Region.USE_PREF_SIZE);
    lead.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(lead, Priority.ALWAYS);
    filter.setId("results-filter");
    filter.setPromptText("Filter: zb-h1 microBatches>=8");
    filter.setTooltip(
        new Tooltip(
            "Words that a row has in any column, or what a column is compared with.\n"
                + "All of them have to be true. Points and heat map follow."));
    filter.setPrefColumnCount(20);
    filter.textProperty().addListener((is, before, now) -> draw());
    Button close = new Button("\u2715");
    close.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "close-run");
    close.setTooltip(new Tooltip("Take these results away"));
    close.setOnAction(event -> close());
    HBox head = new HBox(10, which.node(), lead, filter, close);
    head.setAlignment(Pos.CENTER_LEFT);
    filter.setMinWidth(LEAST_FILTER);
    return head;
  }

  /** Charts side by side, or one below the other. */
  private void turn(double width) {
    Orientation next = width >= WIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL;
    if (charts.getOrientation() != next) {
      charts.setOrientation(next);
      boolean column = next == Orientation.VERTICAL;
      charts.setDividerPositions(column ? POINTS_SHARE_IN_A_COLUMN : 0.5);
      all.setDividerPositions(column ? CHARTS_SHARE_IN_A_COLUMN : CHARTS_SHARE);
    }
  }

  /** Offers what is open; what was opened last is shown. */
  private void list() {
    if (root.getScene() == null) {
      return;
    }
    List<StudyResults> open = desk.studies();
    nothing.setVisible(open.isEmpty());
    shown.setVisible(!open.isEmpty());
    Optional<StudyResults> added = open.stream().filter(one -> !known.contains(one)).findFirst();
    Optional<StudyResults> before = which.chosen().filter(open::contains);
    Optional<StudyResults> now = added.or(() -> before).or(() -> open.stream().findFirst());
    known = List.copyOf(open);
    which.fill(open, now);
    if (now.isEmpty()) {
      table = Optional.empty();
    } else if (!now.equals(before)) {
      read();
    }
  }

  private void read() {
    which
        .chosen()
        .ifPresent(
            results ->
                desk.background().ask("results", () -> new ResultTable(results), this::begin));
  }

  private void begin(ResultTable next) {
    table = Optional.of(next);
    chosen = List.of();
    lead.setText(next.lead());
    filter.setText(RowFilter.atFirst(next));
    points.begin(next);
    heat.begin(next);
    rows.begin(next);
    draw();
  }

  /** Shows the rows that the filter lets through. */
  private void draw() {
    if (table.isEmpty()) {
      return;
    }
    ResultTable now = table.get();
    IntPredicate wanted = RowFilter.of(filter.getText(), now);
    List<Integer> through = IntStream.range(0, now.size()).filter(wanted).boxed().toList();
    List<Integer> figures = through.stream().filter(row -> now.refusal(row).isEmpty()).toList();
    rows.show(through);
    points.show(figures, desk.paletteProperty().get());
    heat.show(figures, desk.paletteProperty().get());
    choose(chosen.stream().filter(wanted::test).toList());
  }

  private void mark() {
    rows.mark(points.front());
  }

  private Card card(int row) {
    return table.orElseThrow().card(row);
  }

  private void choose(List<Integer> next) {
    chosen = next;
    points.choose(next);
    heat.choose(next);
    rows.choose(next);
    bar.show(table.orElseThrow(), next);
  }

  private void openChosen() {
    chosen.stream().findFirst().ifPresentOrElse(this::open, () -> desk.say("No row is chosen."));
  }

  private void open(int row) {
    ResultTable now = table.orElseThrow();
    now.refusal(row)
        .ifPresentOrElse(
            why -> desk.say("Row %s was refused: %s".formatted(now.number(row), why)),
            () -> opener.accept(FileReading.row(now.results(), row)));
  }

  private void close() {
    table.map(ResultTable::results).ifPresent(desk::close);
  }
}
