package dev.lockstep.scenarios.format;

import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Numbers {

  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Numbers() {}

  /** Milliseconds with three decimals and thousands separated. */
  static String ms(double milliseconds) {
    return String.format(Locale.ROOT, "%,.3f ms", milliseconds);
  }

  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  static String perSecond(double rate) {
    return String.format(Locale.ROOT, rate < 100 ? "%,.2f/s" : "%,.1f/s", rate);
  }

  /** Decimal units, three significant digits or so. */
  static String bytes(long sizeBytes) {
    int unit = 0;
    double size = sizeBytes;
    while (size >= 1000 && unit < BYTE_UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", size, BYTE_UNITS[unit]);
  }

  /** {@code 3 2 1 0}, or {@code 0} where all are equal. */
  static String byStage(List<Integer> figures) {
    boolean equal = figures.stream().distinct().count() == 1;
    StringBuilder text = new StringBuilder();
    for (int figure : equal ? figures.subList(0, 1) : figures) {
      text.append(text.length() == 0 ? "" : " ").append(figure);
    }
    return text.toString();
  }
}
