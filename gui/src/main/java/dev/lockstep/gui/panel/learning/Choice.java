package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** One of a few, side by side. */
final class Choice<T> {

  private final HBox box = new HBox();
  private final ToggleGroup group = new ToggleGroup();

  /** The first is chosen; {@code chosen} is told of each other choice. */
  Choice(List<T> values, Function<T, String> name, Consumer<T> chosen) {
    for (T value : values) {
      ToggleButton button = new ToggleButton(name.apply(value));
      button.setUserData(value);
      button.setToggleGroup(group);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setOnAction(
          event -> {
            button.setSelected(true); // one of them always is
            chosen.accept(value);
          });
      button.getStyleClass().addAll(Styles.SMALL, Styles.CENTER_PILL);
      box.getChildren().add(button);
    }
    end(0, Styles.LEFT_PILL);
    end(values.size() - 1, Styles.RIGHT_PILL);
    group.getToggles().get(0).setSelected(true);
  }

  private void end(int index, String style) {
    Node button = box.getChildren().get(index);
    button.getStyleClass().remove(Styles.CENTER_PILL);
    button.getStyleClass().add(style);
  }

  Node node() {
    return box;
  }
}
