package dev.lockstep.gui.panel.results;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** A word and a list to choose from behind it. */
final class Chooser<T> {

  private final ComboBox<T> box = new ComboBox<>();
  private final HBox both;
  private boolean filling;

  /** Has nothing to choose from yet; {@code changed} is told when someone chooses. */
  Chooser(String word, String id, Function<T, String> name, Runnable changed) {
    box.setId(id);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    box.valueProperty()
        .addListener(
            (is, before, now) -> {
              if (!filling) {
                changed.run();
              }
            });
    box.setMinWidth(0);
    Label label = new Label(word);
    label.setLabelFor(box);
    label.setMinWidth(Region.USE_PREF_SIZE);
    both = new HBox(5, label, box);
    both.setAlignment(Pos.CENTER_LEFT);
  }

  Node node() {
    return both;
  }

  /** Offers other things; nobody is told. */
  void fill(List<T> values, Optional<T> first) {
    filling = true;
    box.getItems().setAll(values);
    box.setValue(first.orElse(null));
    filling = false;
  }

  /** What is chosen; none if there is nothing to choose from. */
  Optional<T> chosen() {
    return Optional.ofNullable(box.getValue());
  }
}
