package dev.lockstep.gui.panel.results;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.model.results.CellText;
import dev.lockstep.gui.model.results.ColourScale;
import dev.lockstep.gui.model.results.PointGroups;
import dev.lockstep.gui.model.results.PointGroups.Style;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;

/** What colours and forms mean: a list, or a scale with its ends. */
final class ColourLegend extends FlowPane {

  private static final int STEPS = 16;
  private static final double SCALE_WIDTH = 120;
  private static final double SCALE_HEIGHT = 10;

  ColourLegend() {
    super(12, 2);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("colour-legend");
    managedProperty().bind(visibleProperty());
  }

  /** Lists groups, and the front; or shows their scale. */
  void show(PointGroups groups, Palette palette) {
    List<Node> entries = new ArrayList<>();
    if (groups.isScale()) {
      entries.add(scale(groups.least(), groups.most()));
    }
    List<String> names = groups.names();
    IntStream.range(0, names.size())
        .mapToObj(
            group ->
                entry(
                    swatch(groups.ofGroup(group, palette), palette),
                    names.get(group).isEmpty() ? "(empty)" : CellText.brief(names.get(group))))
        .forEach(entries::add);
    if (groups.others() > 0) {
      entries.add(
          entry(
              swatch(groups.ofGroup(Integer.MAX_VALUE, palette), palette),
              "%,d others".formatted(groups.others())));
    }
    SVGPath diamond = path("M5 0 L10 5 L5 10 L0 5 Z");
    diamond.setFill(colour(palette.mark()));
    entries.add(entry(diamond, "Pareto front"));
    getChildren().setAll(entries);
  }

  /** Shows a scale from one number to another. */
  void show(double least, double most) {
    getChildren().setAll(scale(least, most));
  }

  private static Node scale(double least, double most) {
    List<Stop> stops =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> new Stop(1.0 * step / STEPS, colour(ColourScale.rgb(step, 0, STEPS))))
            .toList();
    Rectangle bar = new Rectangle(SCALE_WIDTH, SCALE_HEIGHT);
    bar.setFill(new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
    HBox all = new HBox(6, text(CellText.compact(least)), bar, text(CellText.compact(most)));
    all.setAlignment(Pos.CENTER_LEFT);
    return all;
  }

  private static Node swatch(Style style, Palette palette) {
    SVGPath path =
        switch (style.form()) {
          case CIRCLE -> path("M0 4.5 a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0 Z");
          case SQUARE -> path("M0 0 h8 v8 h-8 Z");
          case TRIANGLE -> path("M5 0 L10 9 L0 9 Z");
          case CROSS -> path("M3 0 h3 v3 h3 v3 h-3 v3 h-3 v-3 h-3 v-3 h3 Z");
        };
    path.setFill(colour(style.rgb()));
    path.setStroke(colour(palette.ink(style.rgb())));
    path.setStrokeWidth(0.8);
    return path;
  }

  private static SVGPath path(String content) {
    SVGPath path = new SVGPath();
    path.setContent(content);
    return path;
  }

  private static Node entry(Node swatch, String name) {
    HBox entry = new HBox(5, swatch, text(name));
    entry.setAlignment(Pos.CENTER_LEFT);
    return entry;
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.getStyleClass().add(Styles.TEXT_SMALL);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Color colour(int rgb) {
    return Color.web("#%06x".formatted(rgb));
  }
}
