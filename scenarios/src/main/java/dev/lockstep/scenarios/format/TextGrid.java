package dev.lockstep.scenarios.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, as wide as their widest cell: the first to the left, the others to the right.
 * (Picocli's {@code TextTable} aligns to the left only and wants its widths beforehand.)
 */
public final class TextGrid {

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; a row may be shorter than others. */
  public TextGrid row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? "" : "  ").append(column == 0 ? cell + space : space + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
