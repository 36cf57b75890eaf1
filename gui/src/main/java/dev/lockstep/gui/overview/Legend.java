package dev.lockstep.gui.overview;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.view.Drawing;
import dev.lockstep.gui.view.PixelView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.layout.LegendLayout;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.Region;

/** What the colours and lines of all open runs mean, painted as the slices are. */
public final class Legend extends Region {

  private final Desk desk;
  private final PixelView picture = new PixelView();

  private Made made = new Made(List.of(), 0, LegendLayout.of(List.of(), 100));

  private Optional<Painted> painted = Optional.empty();

  private record Painted(TimelinePicture picture, Palette palette) {}

  /** A picture, and what it was made of. */
  private record Made(List<Recording> runs, int pixels, TimelinePicture picture) {}

  /** The legend of a desk. */
  public Legend(Desk desk) {
    this.desk = desk;
    getStyleClass().add("legend");
    getChildren().add(picture);
    desk.paletteProperty().addListener((is, before, now) -> requestLayout());
    desk.runs().forEach(this::watch);
    desk.runs().addListener(this::changed);
  }

  private void changed(ListChangeListener.Change<? extends RunPane> change) {
    while (change.next()) {
      change.getAddedSubList().forEach(this::watch);
    }
    requestLayout();
  }

  private void watch(RunPane run) {
    run.openedProperty().addListener((is, before, now) -> requestLayout());
  }

  /**
   * Goes through all rows, and is asked at every layout: made anew only for other runs or widths.
   */
  private TimelinePicture picture(double width) {
    int pixels = (int) Math.max(100, width);
    List<Recording> runs = desk.runs().stream().map(run -> run.timeline().recording()).toList();
    if (!runs.equals(made.runs()) || pixels != made.pixels()) {
      made = new Made(runs, pixels, LegendLayout.of(runs, pixels));
    }
    return made.picture();
  }

  @Override
  protected double computePrefHeight(double width) {
    return picture(width > 0 ? width : getWidth()).height();
  }

  @Override
  protected void layoutChildren() {
    picture.resizeRelocate(0, 0, getWidth(), getHeight());
    if (isVisible()) {
      paint(new Painted(picture(getWidth()), desk.paletteProperty().get()));
    }
  }

  private void paint(Painted now) {
    if (!painted.equals(Optional.of(now))) {
      painted = Optional.of(now);
      picture.show(() -> Drawing.of(now.picture(), now.palette()));
    }
  }
}
