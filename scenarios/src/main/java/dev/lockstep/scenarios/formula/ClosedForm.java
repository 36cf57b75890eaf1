package dev.lockstep.scenarios.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One equation of a page's formula: {@code time = (m + p - 1)(F + B) where m >= p}.
 *
 * @param figure what it gives: {@code time}, {@code weight versions}
 * @param exact false if it is only about right, written {@code ~}
 * @param expression its right side
 * @param conditions where it holds; everywhere if empty
 */
public record ClosedForm(
    String figure, boolean exact, String expression, List<Condition> conditions) {

  private static final Pattern EQUATION =
      Pattern.compile("(?<figure>[a-z][a-z ]*?) (?<sign>[=~]) (?<right>.+?)( where (?<where>.+))?");

  /**
   * Values in a row, each next to two of which are related.
   *
   * @param terms what is compared, at least two
   * @param signs one less: {@code =}, {@code >=}, {@code <=}, {@code >} or {@code <}
   */
  public record Condition(List<String> terms, List<String> signs) {
    private static final String SIGN = "\\s*(>=|<=|=|>|<)\\s*";

    /** Copies the lists. */
    public Condition {
      terms = List.copyOf(terms);
      signs = List.copyOf(signs);
    }

    private static Condition of(String text) {
      List<String> signs =
          Pattern.compile(SIGN).matcher(text).results().map(found -> found.group(1)).toList();
      return new Condition(List.of(text.strip().split(SIGN)), signs);
    }

    private boolean holds(Map<String, Double> symbols) {
      for (int i = 0; i < signs.size(); i++) {
        double left = Arithmetic.value(terms.get(i), symbols);
        double right = Arithmetic.value(terms.get(i + 1), symbols);
        boolean related =
            switch (signs.get(i)) {
              case ">=" -> left >= right;
              case "<=" -> left <= right;
              case ">" -> left > right;
              case "<" -> left < right;
              default -> left == right;
            };
        if (!related) {
          return false;
        }
      }
      return true;
    }
  }

  /** Copies the list. */
  public ClosedForm {
    conditions = List.copyOf(conditions);
  }

  /** The equations of a formula, which semicolons part; what is no equation is left out. */
  public static List<ClosedForm> in(String formula) {
    return Arrays.stream(formula.split(";"))
        .map(String::strip)
        .map(EQUATION::matcher)
        .filter(Matcher::matches)
        .map(ClosedForm::of)
        .toList();
  }

  private static ClosedForm of(Matcher equation) {
    Stream<String> conditions =
        Optional.ofNullable(equation.group("where")).stream()
            .flatMap(where -> Arrays.stream(where.split(" and ")));
    return new ClosedForm(
        equation.group("figure"),
        equation.group("sign").equals("="),
        equation.group("right"),
        conditions.map(Condition::of).toList());
  }

  /**
   * What it comes to; empty where it does not hold.
   *
   * @param symbols the values of all names in it
   * @throws IllegalArgumentException in one line, if it cannot be understood or lacks a name
   */
  public OptionalDouble value(Map<String, Double> symbols) {
    return conditions.stream().allMatch(condition -> condition.holds(symbols))
        ? OptionalDouble.of(Arithmetic.value(expression, symbols))
        : OptionalDouble.empty();
  }
}
