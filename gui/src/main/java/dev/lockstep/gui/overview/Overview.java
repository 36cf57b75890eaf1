package dev.lockstep.gui.overview;

import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.scenarios.report.picture.View;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;

/**
 * What the user can see of all runs: a minimap below each, a legend, lanes for links and for each
 * stage. All of it can be hidden and shown.
 */
public final class Overview {

  private static final String GROUP = "View";

  private final Desk desk;
  private final Legend legend;
  private final BooleanProperty minimaps = new SimpleBooleanProperty(true);
  private final BooleanProperty legendShown = new SimpleBooleanProperty(false);
  private final BooleanProperty links = new SimpleBooleanProperty(true);
  private final BooleanProperty stageLanes = new SimpleBooleanProperty(false);

  /** Puts minimaps and a legend on a desk. */
  public Overview(Desk desk) {
    this.desk = desk;
    this.legend = new Legend(desk);
    legend.visibleProperty().bind(legendShown);
    legend.managedProperty().bind(legendShown);
    links.addListener((is, before, now) -> desk.runs().forEach(this::showLinks));
    stageLanes.addListener((is, before, now) -> desk.runs().forEach(this::split));
    desk.runs().forEach(this::add);
    desk.runs().addListener(this::changed);
    addCommand("Show or hide the minimap", "M", minimaps);
    addCommand("Show or hide the legend", "L", legendShown);
    addCommand("Show or hide links", "Shift+L", links);
    addCommand("Split or join the stages of a device", "Shift+S", stageLanes);
  }

  private void addCommand(String name, String keys, BooleanProperty shown) {
    desk.add(Command.of(GROUP, name, keys, () -> shown.set(!shown.get())));
  }

  /** What the colours mean. */
  public Node legend() {
    return legend;
  }

  /** Whether links and collectives have lanes. */
  public BooleanProperty linksProperty() {
    return links;
  }

  /** The choices of a menu. */
  public List<CheckMenuItem> choices() {
    return List.of(
        choice("Minimap", minimaps),
        choice("Legend", legendShown),
        choice("A lane for each stage", stageLanes));
  }

  private static CheckMenuItem choice(String name, BooleanProperty shown) {
    CheckMenuItem item = new CheckMenuItem(name);
    item.selectedProperty().bindBidirectional(shown);
    return item;
  }

  private void changed(ListChangeListener.Change<? extends RunPane> change) {
    while (change.next()) {
      change.getAddedSubList().forEach(this::add);
    }
  }

  private void add(RunPane run) {
    Minimap minimap = new Minimap(run.timeline());
    minimap.visibleProperty().bind(minimaps);
    minimap.managedProperty().bind(minimaps);
    run.addStrip(minimap);
    showLinks(run);
    run.timeline().viewProperty().addListener((is, before, now) -> followUndo(before, now));
    run.openedProperty().addListener((is, before, now) -> minimap.requestLayout());
    if (stageLanes.get()) {
      split(run);
    }
  }

  /** What was undone is no longer chosen. */
  private void followUndo(View before, View now) {
    if (before.links() != now.links()) {
      links.set(now.links());
    }
    if (before.stageLanes() != now.stageLanes()) {
      stageLanes.set(now.stageLanes());
    }
  }

  private void showLinks(RunPane run) {
    run.timeline().setLinks(links.get());
  }

  /** The slices are sorted by stage beforehand, which takes longer than a frame for a large run. */
  private void split(RunPane run) {
    boolean shown = stageLanes.get();
    desk.background()
        .ask(
            List.of("stage lanes", run),
            () -> run.timeline().recording().byStage(),
            sorted -> run.timeline().setStageLanes(shown));
  }
}
