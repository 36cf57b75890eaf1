package dev.lockstep.numerics.data.generated.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Texts that may come next, none of which starts with another, with how likely each is: so that the
 * probability of each character of the one that comes is known.
 */
final class Choice {

  private static final int CHARACTERS = 128;
  private static final Odds CERTAIN = new Odds(1, 1);

  private final List<String> texts = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /** What must come. */
  static Choice only(String text) {
    return new Choice().or(List.of(text), 1);
  }

  /** Adds texts that are equally likely among themselves; nothing if there are none. */
  Choice or(List<String> more, double weight) {
    for (String text : more) {
      texts.add(text);
      weights.add(weight / more.size());
    }
    return this;
  }

  String draw(Random random) {
    double left = random.nextDouble() * weights.stream().mapToDouble(Double::doubleValue).sum();
    int last = texts.size() - 1;
    for (int i = 0; i < last; i++) {
      left -= weights.get(i);
      if (left < 0) {
        return texts.get(i);
      }
    }
    return texts.get(last);
  }

  /**
   * How likely a character was.
   *
   * @param probability that it comes, after those before it
   * @param likeliest probability of the likeliest one in its place
   */
  record Odds(double probability, double likeliest) {}

  /** Of each character of one of the texts. */
  List<Odds> odds(String text) {
    List<Odds> odds = new ArrayList<>();
    List<Integer> possible = IntStream.range(0, texts.size()).boxed().toList();
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (possible.size() == 1) {
        odds.add(CERTAIN);
      } else {
        odds.add(odds(possible, at, character));
        int place = at;
        possible = possible.stream().filter(i -> texts.get(i).charAt(place) == character).toList();
      }
    }
    return odds;
  }

  private Odds odds(List<Integer> possible, int at, char character) {
    double[] next = new double[CHARACTERS];
    double total = 0;
    double largest = 0;
    for (int i : possible) {
      char other = texts.get(i).charAt(at);
      next[other] += weights.get(i);
      total += weights.get(i);
      largest = Math.max(largest, next[other]);
    }
    return new Odds(next[character] / total, largest / total);
  }
}
