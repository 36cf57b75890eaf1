package dev.lockstep.gui.model.results;

import dev.lockstep.scenarios.report.picture.Palette;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What points are coloured by: each cell of a column has a colour and a form of its own, or numbers
 * have places on a scale. The colours are those of Okabe and Ito ("Color Universal Design", 2008),
 * without black; forms tell more groups apart, and all of them where colour is not to be relied on.
 */
public final class PointGroups {

  private static final List<Integer> COLOURS =
      List.of(0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7, 0xF0E442);
  private static final int MOST_GROUPS = COLOURS.size() * Form.values().length;

  private final Optional<Column> column;

  /** Forms of points. */
  public enum Form {
    /** Round. */
    CIRCLE,
    /** With four sides. */
    SQUARE,
    /** With three sides. */
    TRIANGLE,
    /** Two lines. */
    CROSS
  }

  /** How a point is drawn: red, green and blue, eight bits each, and its form. */
  public record Style(int rgb, Form form) {}

  /** The groups of a column; one of all rows if it is absent. */
  PointGroups(Optional<Column> column) {
    this.column = column;
  }

  /** Names of groups, in order; none if there is a scale, or one group only. */
  public List<String> names() {
    return isScale()
        ? List.of()
        : IntStream.range(0, Math.min(count(), MOST_GROUPS))
            .mapToObj(place -> column.orElseThrow().at(place))
            .toList();
  }

  private int count() {
    return column.map(Column::distinct).orElse(0);
  }

  /** Groups that are drawn alike, in grey, as there are too many. */
  public int others() {
    return isScale() ? 0 : Math.max(0, count() - MOST_GROUPS);
  }

  /** Whether colours are places on a scale, from its least to its most. */
  public boolean isScale() {
    return column.filter(Column::isNumeric).isPresent() && count() > COLOURS.size();
  }

  /** The least number of a scale. */
  public double least() {
    return column.orElseThrow().least();
  }

  /** The greatest number of a scale. */
  public double most() {
    return column.orElseThrow().most();
  }

  /** How a row is drawn. */
  public Style style(int row, Palette palette) {
    if (column.isEmpty()) {
      return ofGroup(0, palette);
    }
    if (isScale()) {
      double number = column.get().number(row);
      return Double.isNaN(number)
          ? new Style(palette.grid(), Form.CIRCLE)
          : new Style(ColourScale.rgb(number, least(), most()), Form.CIRCLE);
    }
    return ofGroup(column.get().place(row), palette);
  }

  /** How a group is drawn. */
  public Style ofGroup(int number, Palette palette) {
    if (number >= MOST_GROUPS) {
      return new Style(palette.grid(), Form.CIRCLE);
    }
    boolean plain = !palette.hatching() && palette.ground() != Palette.Ground.HIGH_CONTRAST;
    int colour = number % COLOURS.size();
    int round = number / COLOURS.size();
    int form = plain ? round : colour + round;
    return new Style(COLOURS.get(colour), Form.values()[form % Form.values().length]);
  }
}
