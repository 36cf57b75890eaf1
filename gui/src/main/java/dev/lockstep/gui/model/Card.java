package dev.lockstep.gui.model;

import java.util.List;

/**
 * What is to be said of a slice, or of a time without one.
 *
 * @param title what it is
 * @param lines name and value of each fact
 */
public record Card(String title, List<Line> lines) {

  /** One fact. */
  public record Line(String name, String value) {}

  /** Copies the list. */
  public Card {
    lines = List.copyOf(lines);
  }

  /** The card as text, a fact a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    lines.forEach(line -> text.append('\n').append(line.name()).append(": ").append(line.value()));
    return text.toString();
  }
}
