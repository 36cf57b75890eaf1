package dev.lockstep.gui.view;

import dev.lockstep.gui.model.Card;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Facts beside the mouse. */
final class HoverCard extends VBox {

  private static final double AWAY = 14;
  private static final double WIDEST = 420;

  private Optional<Card> shown = Optional.empty();

  HoverCard() {
    getStyleClass().add("hover-card");
    setMouseTransparent(true);
    setManaged(false);
    setVisible(false);
  }

  Optional<Card> shown() {
    return shown;
  }

  void hide() {
    shown = Optional.empty();
    setVisible(false);
  }

  /** Shows a card near a point, inside a surface of the given size. */
  void show(Optional<Card> card, double x, double y, double surfaceWidth, double surfaceHeight) {
    if (card.isEmpty()) {
      hide();
      return;
    }
    if (!card.equals(shown)) {
      shown = card;
      fill(card.get());
    }
    setVisible(true);
    applyCss();
    double width = Math.min(WIDEST, prefWidth(-1));
    double height = prefHeight(width);
    double left = x + AWAY + width <= surfaceWidth ? x + AWAY : x - AWAY - width;
    double top = y + AWAY + height <= surfaceHeight ? y + AWAY : y - AWAY - height;
    resizeRelocate(Math.max(0, left), Math.max(0, top), width, height);
  }

  private void fill(Card card) {
    Label title = new Label(card.title());
    title.getStyleClass().add("title");
    GridPane facts = new GridPane();
    for (int row = 0; row < card.lines().size(); row++) {
      Label name = new Label(card.lines().get(row).name());
      name.getStyleClass().add("name");
      facts.addRow(row, name, new Label(card.lines().get(row).value()));
    }
    facts.setHgap(10);
    getChildren().setAll(title, facts);
  }
}
