package dev.lockstep.gui.model.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What cells say: as numbers, and in few digits. */
public final class CellText {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final int DIGITS = 6;
  private static final int COMPACT_DIGITS = 4;
  private static final double THOUSAND = 1e3;
  private static final List<String> PREFIXES = List.of("", " k", " M", " G", " T", " P");

  private CellText() {}

  /** The number that a cell is; none if it is a text, or empty. */
  public static OptionalDouble number(String cell) {
    if (!NUMBER.matcher(cell).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(cell);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** Six digits of what has more behind its point; the text itself of others. */
  public static String brief(String cell) {
    OptionalDouble number = cell.contains(".") ? number(cell) : OptionalDouble.empty();
    return number.isPresent() ? rounded(number.getAsDouble(), DIGITS) : cell;
  }

  /** Four digits, in thousands, millions and so on, with the letter for that. */
  public static String compact(double number) {
    double size = number;
    int prefix = 0;
    while (Math.abs(size) >= THOUSAND && prefix < PREFIXES.size() - 1) {
      size /= THOUSAND;
      prefix++;
    }
    return rounded(size, COMPACT_DIGITS) + PREFIXES.get(prefix);
  }

  private static String rounded(double number, int digits) {
    BigDecimal few = new BigDecimal(number).round(new MathContext(digits));
    if (few.signum() == 0) {
      return "0";
    }
    boolean plain = Math.abs(number) >= 1e-4 && Math.abs(number) < 1e15;
    BigDecimal bare = few.stripTrailingZeros();
    return plain ? bare.toPlainString() : bare.toString();
  }
}
