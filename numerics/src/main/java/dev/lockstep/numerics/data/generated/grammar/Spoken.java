package dev.lockstep.numerics.data.generated.grammar;

import java.util.List;
import java.util.Random;

/**
 * A text of the language, and how likely each of its characters was for one who knows the language
 * and has read the text so far.
 *
 * @param text sentences, the last one cut
 * @param probabilities of each character
 * @param likeliest probability of the likeliest character in each place, which may have been
 *     another
 */
public record Spoken(String text, List<Double> probabilities, List<Double> likeliest) {

  /** All characters of the language, in the order of their numbers. */
  public static final String VOCABULARY = " !\"'()1234<>[]abdefghijklmnopqrstuvwz";

  /** Copies the lists. */
  public Spoken {
    probabilities = List.copyOf(probabilities);
    likeliest = List.copyOf(likeliest);
  }

  /**
   * Sentences one after another, the last of them cut.
   *
   * @param length of the text in characters
   * @param random the only source of randomness
   */
  public static Spoken draw(int length, Random random) {
    return Speaker.speak(length, random);
  }
}
