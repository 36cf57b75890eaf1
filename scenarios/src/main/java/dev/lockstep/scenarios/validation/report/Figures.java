package dev.lockstep.scenarios.validation.report;

import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.BestChoice;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as people read them. */
final class Figures {

  static final String NONE = "-";

  private Figures() {}

  /** Five significant digits, whole numbers as such. */
  static String plain(double figure) {
    double size = Math.abs(figure);
    if (size >= 1e5 || size == Math.rint(size)) {
      return String.format(Locale.ROOT, "%,.0f", figure);
    }
    int decimals = (int) Math.min(8, 4 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + Math.max(0, decimals) + "f", figure);
  }

  /** With its sign: {@code +3.1 %}. */
  static String signedPercent(double share) {
    String text = String.format(Locale.ROOT, "%+.2f %%", 100 * share);
    return text.equals("-0.00 %") ? "+0.00 %" : text;
  }

  static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble())
        : NONE;
  }

  static String correlation(OptionalDouble correlation) {
    return correlation.isPresent()
        ? String.format(Locale.ROOT, "%.3f", correlation.getAsDouble())
        : NONE;
  }

  /** {@code 5 of 6}. */
  static String best(BestChoice choice) {
    return choice.groups() == 0 ? NONE : choice.good() + " of " + choice.groups();
  }

  /** The number of rows; those without a prediction beside it. */
  static String rows(Accuracy accuracy) {
    return accuracy.refused() == 0
        ? String.valueOf(accuracy.rows())
        : "%d (%d refused)".formatted(accuracy.rows(), accuracy.refused());
  }
}
