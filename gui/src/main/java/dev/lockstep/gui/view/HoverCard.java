package dev.lockstep.gui.view;

import dev.lockstep.gui.model.Card;
import java.util.Optional;

/** Facts beside the mouse. */
public final class HoverCard extends CardView {

  private static final double AWAY = 14;
  private static final double WIDEST = 420;

  private Optional<Card> shown = Optional.empty();

  /** Nothing yet. */
  public HoverCard() {
    setMouseTransparent(true);
    setManaged(false);
    setVisible(false);
  }

  /** What it shows. */
  public Optional<Card> shown() {
    return shown;
  }

  /** Shows nothing. */
  public void hide() {
    shown = Optional.empty();
    setVisible(false);
  }

  /** Shows a card near a point, inside a surface of the given size. */
  public void show(
      Optional<Card> card, double x, double y, double surfaceWidth, double surfaceHeight) {
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
}
