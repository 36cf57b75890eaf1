package dev.lockstep.gui.app;

import dev.lockstep.gui.command.CommandSheets;
import dev.lockstep.gui.command.TimelineCommands;
import dev.lockstep.gui.compare.AlignmentMenu;
import dev.lockstep.gui.compare.LinkedSelection;
import dev.lockstep.gui.counters.CounterStrips;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Keys;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.export.PictureExport;
import dev.lockstep.gui.inspect.Inspections;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.gui.open.Opener;
import dev.lockstep.gui.overview.Appearance;
import dev.lockstep.gui.overview.Overview;
import dev.lockstep.gui.panel.learning.LearningPanel;
import dev.lockstep.gui.panel.results.ResultsPanel;
import dev.lockstep.gui.search.SearchBar;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Runs in a window: tools above, the timelines one below the other, panels beside them. */
public final class ViewerWindow {

  private static final double PANEL_SHARE = 0.3;
  private static final double RESULTS_SHARE = 0.45;
  private static final PseudoClass HIGH_CONTRAST = PseudoClass.getPseudoClass("high-contrast");

  private final Desk desk = new Desk();
  private final Opener opener = new Opener(desk);
  private final Overview overview = new Overview(desk);
  private final CounterStrips counters = new CounterStrips(desk);
  private final SplitPane stack = new SplitPane();
  private final SplitPane middle = new SplitPane();
  private final StackPane timelines;
  private final TabPane panels = new TabPane();
  private final ToggleButton panelsShown = toggle("Panels");
  private final BorderPane frame = new BorderPane();
  private final StackPane root = new StackPane(frame);
  private final Inspections inspections = Inspections.on(desk);

  /** A window on these files. */
  public ViewerWindow(List<Opened> files) {
    root.getStylesheets().add(ViewerWindow.class.getResource("viewer.css").toExternalForm());
    stack.setOrientation(Orientation.VERTICAL);
    desk.runs().addListener((ListChangeListener<RunPane>) change -> restack());
    desk.learned()
        .addListener((ListChangeListener<Learned>) change -> shown(change, LearningPanel.TITLE));
    desk.studies()
        .addListener(
            (ListChangeListener<StudyResults>) change -> shown(change, ResultsPanel.TITLE));
    panels.getStyleClass().add("panels");
    panels.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    Panels.of(desk, opener).forEach(this::addPanel);
    panelsShown.selectedProperty().addListener((is, before, now) -> arrange());
    timelines = new StackPane(stack, opener.emptyDesk());
    arrange();
    frame.setTop(new VBox(tools(), opener.bar()));
    opener.acceptDrops(root);
    frame.setCenter(middle);
    frame.setBottom(new VBox(overview.legend(), notice()));
    TimelineCommands.on(desk);
    SearchBar.on(desk, root);
    CommandSheets.on(desk, root);
    LinkedSelection.on(desk);
    Keys.listen(desk, root);
    Unexpected.tellOn(desk);
    desk.paletteProperty().addListener((is, before, now) -> contrast(now));
    files.forEach(desk::open);
  }

  /** All that is in the window. */
  public Parent root() {
    return root;
  }

  /** What stands on the desk. */
  public Desk desk() {
    return desk;
  }

  /** What stands below the runs. */
  public CounterStrips counters() {
    return counters;
  }

  /** Opens files, chosen or named, while the window goes on. */
  public Opener opener() {
    return opener;
  }

  /** The runs, from the top down. */
  public List<TimelineView> timelines() {
    return desk.runs().stream().map(RunPane::timeline).toList();
  }

  /** Lets the keyboard move the first run. */
  void focus() {
    timelines().stream().findFirst().ifPresent(Node::requestFocus);
  }

  /** No theme of AtlantaFX has a high contrast: the dark one gets other colours then. */
  private void contrast(Palette palette) {
    root.pseudoClassStateChanged(HIGH_CONTRAST, palette.ground() == Palette.Ground.HIGH_CONTRAST);
  }

  private void restack() {
    stack.getItems().setAll(desk.runs());
    arrange();
  }

  /** New results are shown; of what they are read again nobody is to be moved to another panel. */
  private void shown(ListChangeListener.Change<?> change, String panel) {
    while (change.next()) {
      if (change.wasAdded() && !change.wasReplaced()) {
        showPanel(panel);
      }
    }
    arrange();
  }

  /** A panel that nobody can see is no part of the window, so that it has nothing to work out. */
  private void addPanel(Panel panel) {
    Tab tab = new Tab(panel.title());
    tab.contentProperty()
        .bind(Bindings.when(tab.selectedProperty()).then(panel.node()).otherwise((Node) null));
    panels.getTabs().add(tab);
    desk.add(Command.of("Panels", "Show " + panel.title(), () -> showPanel(panel.title())));
  }

  private void showPanel(String title) {
    panelsShown.setSelected(true);
    panels.getTabs().stream()
        .filter(tab -> tab.getText().equals(title))
        .forEach(panels.getSelectionModel()::select);
  }

  /** Timelines and panels side by side; results alone have all of the window. */
  private void arrange() {
    boolean panelsAlone =
        panelsShown.isSelected()
            && desk.runs().isEmpty()
            && !(desk.learned().isEmpty() && desk.studies().isEmpty());
    show(timelines, 0, !panelsAlone);
    show(panels, panelsAlone ? 0 : 1, panelsShown.isSelected());
  }

  /** What stays is not touched, or it would lose the focus. */
  private void show(Node part, int place, boolean shown) {
    ObservableList<Node> parts = middle.getItems();
    if (!shown) {
      parts.remove(part);
    } else if (!parts.contains(part)) {
      parts.add(Math.min(place, parts.size()), part);
      middle.setDividerPositions(1 - (desk.studies().isEmpty() ? PANEL_SHARE : RESULTS_SHARE));
    }
  }

  private Node notice() {
    Label line = new Label();
    line.textProperty().bind(desk.noticeProperty());
    line.getStyleClass().add("notice");
    line.managedProperty().bind(line.textProperty().isNotEmpty());
    return line;
  }

  private ToolBar tools() {
    Button open = new Button("Open\u2026");
    open.setFocusTraversable(false);
    open.setOnAction(event -> opener.choose());
    Button fit = new Button("Fit");
    fit.setFocusTraversable(false);
    fit.setOnAction(event -> desk.fit());
    ToggleButton criticalPath = toggle("Critical path");
    criticalPath.selectedProperty().bindBidirectional(inspections.criticalPathProperty());
    ToggleButton links = toggle("Links");
    links.selectedProperty().bindBidirectional(overview.linksProperty());
    ToolBar bar =
        new ToolBar(
            open,
            fit,
            links,
            criticalPath,
            counters.button(),
            new AlignmentMenu(desk).node(),
            new Appearance(desk).menu(overview.choices()),
            new PictureExport(desk).node(),
            panelsShown);
    desk.add(Command.of("Panels", "Show or hide panels", "Shift+P", panelsShown::fire));
    return bar;
  }

  private static ToggleButton toggle(String name) {
    ToggleButton button = new ToggleButton(name);
    button.setFocusTraversable(false);
    return button;
  }
}
