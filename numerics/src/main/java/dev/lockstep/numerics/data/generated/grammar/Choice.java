package dev.lockstep.numerics.data.generated.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that may come next, none of which starts with another, with how likely each is: so that the
 * probability of each character of the one that comes is known. Immutable.
 */
final class Choice {

  private static final int CHARACTERS = 128;
  private static final Odds CERTAIN = new Odds(1, 1);

  private final List<String> texts;
  private final List<Double> weights;
  private final List<List<Odds>> odds;
  private final double total;

  /**
   * How likely a character was.
   *
   * @param probability that it comes, after those before it
   * @param likeliest probability of the likeliest one in its place
   */
  record Odds(double probability, double likeliest) {}

  /** A text that was drawn, with the odds of each of its characters. */
  record Drawn(String text, List<Odds> odds) {}

  private Choice(List<String> texts, List<Double> weights) {
    this.texts = texts;
    this.weights = weights;
    this.odds = texts.stream().map(this::odds).toList();
    this.total = weights.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Texts that are equally likely among themselves. */
  static Choice of(List<String> texts, double weight) {
    return new Choice(List.of(), List.of()).or(texts, weight);
  }

  /** What must come. */
  static Drawn only(String text) {
    return new Drawn(text, Stream.generate(() -> CERTAIN).limit(text.length()).toList());
  }

  /** This choice, with more texts that are equally likely among themselves. */
  Choice or(List<String> more, double weight) {
    List<String> allTexts = new ArrayList<>(texts);
    List<Double> allWeights = new ArrayList<>(weights);
    for (String text : more) {
      allTexts.add(text);
      allWeights.add(weight / more.size());
    }
    return new Choice(allTexts, allWeights);
  }

  Drawn draw(Random random) {
    double left = random.nextDouble() * total;
    int drawn = 0;
    while (drawn < texts.size() - 1 && left >= weights.get(drawn)) {
      left -= weights.get(drawn);
      drawn++;
    }
    return new Drawn(texts.get(drawn), odds.get(drawn));
  }

  private List<Odds> odds(String text) {
    List<Odds> all = new ArrayList<>();
    List<Integer> possible = IntStream.range(0, texts.size()).boxed().toList();
    for (int at = 0; at < text.length(); at++) {
      int place = at;
      all.add(odds(possible, at, text.charAt(at)));
      possible =
          possible.stream().filter(i -> texts.get(i).charAt(place) == text.charAt(place)).toList();
    }
    return all;
  }

  private Odds odds(List<Integer> possible, int at, char character) {
    double[] next = new double[CHARACTERS];
    double sum = 0;
    double largest = 0;
    for (int i : possible) {
      char other = texts.get(i).charAt(at);
      next[other] += weights.get(i);
      sum += weights.get(i);
      largest = Math.max(largest, next[other]);
    }
    return new Odds(next[character] / sum, largest / sum);
  }
}
