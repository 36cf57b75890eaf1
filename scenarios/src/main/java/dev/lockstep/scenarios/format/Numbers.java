package dev.lockstep.scenarios.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures as people read them. */
final class Numbers {

  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final int MOST_IN_A_LIST = 16;
  private static final int SHOWN_OF_A_LONG_LIST = 4;

  private Numbers() {}

  /** With three decimals and thousands separated. */
  static String plain(double figure) {
    return String.format(Locale.ROOT, "%,.3f", figure);
  }

  static String ms(double milliseconds) {
    return plain(milliseconds) + " ms";
  }

  /** Two decimals, without the sign. */
  static String hundredths(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  static String percent(double fraction) {
    return hundredths(fraction) + " %";
  }

  static String rate(double perSecond, String what) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%,.2f " : "%,.1f ", perSecond)
        + what
        + "/s";
  }

  /** Decimal units, two decimals. */
  static String bytes(long sizeBytes) {
    int unit = 0;
    double size = sizeBytes;
    while (size >= 999.995 && unit < BYTE_UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", size, BYTE_UNITS[unit]);
  }

  /** {@code 1 device}, {@code 4 devices}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 3 2 1 0 by stage}, or {@code 0 on every stage} where all are equal. */
  static String byStage(List<Integer> figures) {
    if (figures.size() <= 1) {
      return list(figures);
    }
    boolean equal = figures.stream().distinct().count() == 1;
    return equal ? figures.get(0) + " on every stage" : list(figures) + " by stage";
  }

  /** {@code 3 2 1 0}; of a long list the first and the last few. */
  static String list(List<Integer> figures) {
    if (figures.size() <= MOST_IN_A_LIST) {
      return joined(figures);
    }
    int end = figures.size();
    return joined(figures.subList(0, SHOWN_OF_A_LONG_LIST))
        + " ... "
        + joined(figures.subList(end - SHOWN_OF_A_LONG_LIST, end));
  }

  private static String joined(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
