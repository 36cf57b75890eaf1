package dev.lockstep.gui.model.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words, all of which have to be true of a row: a part of any cell, or what a column is compared
 * with, such as {@code strategy=zb-h1} or {@code iterationTimeMs<40}.
 */
public final class RowFilter {

  private static final Pattern COMPARISON = Pattern.compile("([^<>=]+)(<=|>=|<|>|=)([^<>=]+)");

  private RowFilter() {}

  /** The rows of a table that a text lets through; an empty one lets all. */
  public static IntPredicate of(String text, ResultTable table) {
    List<IntPredicate> wanted = new ArrayList<>();
    String joined = text.strip().replaceAll("\\s*(<=|>=|<|>|=)\\s*", "$1");
    for (String word : joined.split("\\s+")) {
      if (!word.isEmpty()) {
        wanted.add(comparison(word, table).orElseGet(() -> contains(word, table)));
      }
    }
    return row -> wanted.stream().allMatch(one -> one.test(row));
  }

  /** What to begin with: only what fits into memory, where the table knows and some of it does. */
  public static String atFirst(ResultTable table) {
    return table.varied().stream().anyMatch(column -> column.name().equals("fits"))
        ? "fits=true"
        : "";
  }

  private static IntPredicate contains(String word, ResultTable table) {
    String lower = word.toLowerCase(Locale.ROOT);
    return row ->
        table.columns().stream()
            .anyMatch(column -> column.cell(row).toLowerCase(Locale.ROOT).contains(lower));
  }

  /** Of words that name a column. */
  private static Optional<IntPredicate> comparison(String word, ResultTable table) {
    Matcher parts = COMPARISON.matcher(word);
    if (!parts.matches()) {
      return Optional.empty();
    }
    OptionalDouble bound = CellText.number(parts.group(3));
    String sign = parts.group(2);
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(parts.group(1)))
        .findFirst()
        .map(
            column ->
                bound.isPresent()
                    ? row -> holds(column.number(row), sign, bound.getAsDouble())
                    : row -> sign.equals("=") && column.cell(row).equalsIgnoreCase(parts.group(3)));
  }

  private static boolean holds(double number, String sign, double bound) {
    return switch (sign) {
      case "<" -> number < bound;
      case "<=" -> number <= bound;
      case ">" -> number > bound;
      case ">=" -> number >= bound;
      default -> number == bound;
    };
  }
}
