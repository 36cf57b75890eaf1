package dev.lockstep.scenarios.study;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a study: every so manieth combination, so that parts take about as long as each other.
 *
 * @param part from 1
 * @param parts how many there are
 */
public record Shard(int part, int parts) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** Checks that there is such a part. */
  public Shard {
    if (part < 1 || part > parts) {
      throw new IllegalArgumentException(
          "there is no part %d of %d; the first is 1/%2$d".formatted(part, parts));
    }
  }

  /**
   * As {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Shard parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'%s' is no part such as 2/8".formatted(text));
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Whether a combination belongs to it. */
  public boolean has(long number) {
    return (number - 1) % parts == part - 1;
  }

  @Override
  public String toString() {
    return part + "/" + parts;
  }
}
