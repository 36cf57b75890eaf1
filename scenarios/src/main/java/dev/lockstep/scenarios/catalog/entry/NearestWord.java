package dev.lockstep.scenarios.catalog.entry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user probably meant: the known word with the fewest edits from the given one. */
public final class NearestWord {
  private static final int LONGEST_QUOTE = 40;

  private NearestWord() {}

  /** The nearest of {@code known}, unless every one of them is a different word altogether. */
  public static Optional<String> of(String word, Collection<String> known) {
    String shortened = quoted(word);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(shortened, candidate)))
        .filter(near -> distance(shortened, near) <= Math.max(near.length(), 3) / 2);
  }

  /**
   * One line on an unknown word: {@code unknown key "stage"; did you mean "stages"? known keys:
   * ...}.
   *
   * @param noun what the word is, in the singular
   */
  public static String unknown(String noun, String word, Collection<String> known) {
    String question = of(word, known).map("; did you mean \"%s\"?"::formatted).orElse(".");
    String list = known.isEmpty() ? "none" : String.join(", ", known);
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return "unknown %s \"%s\"%s known %s: %s".formatted(noun, quoted(word), question, plural, list);
  }

  /** The text on one line and short enough to stand in a message. */
  public static String quoted(String text) {
    String start = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return start.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
  }

  /** Insertions, deletions and substitutions between the words, letter case aside. */
  private static int distance(String from, String to) {
    String left = from.toLowerCase(Locale.ROOT);
    String right = to.toLowerCase(Locale.ROOT);
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
