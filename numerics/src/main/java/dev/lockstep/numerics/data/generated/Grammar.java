package dev.lockstep.numerics.data.generated;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Seeds;
import dev.lockstep.numerics.data.generated.grammar.Spoken;
import dev.lockstep.numerics.data.samples.TextSamples;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text by characters in a small made-up language, to predict the next character in: verbs and
 * pronouns agree with a subject far before them, brackets and quotes close in order, and a sentence
 * has as many marks at its end as its first digit says. Each sample starts with a sentence, so that
 * all that decides a character stands in its window, and the least loss that can be reached is
 * known.
 *
 * @param positions characters of a sample
 * @param trainingCount samples to learn from
 * @param testCount samples to judge by
 */
public record Grammar(int positions, int trainingCount, int testCount) {

  private static final long TRAINING = 1;
  private static final long TEST = 2;

  /** Refuses what cannot be spoken. */
  public Grammar {
    Counts.atLeastOne("positions", positions);
    Counts.atLeastOne("training samples", trainingCount);
    Counts.atLeastOne("test samples", testCount);
  }

  /** 20,000 samples of 64 characters to learn from. */
  public static Grammar usual() {
    return new Grammar(64, 20_000, 1_000);
  }

  /**
   * What one reaches who knows the language, and reads nothing but a sample's characters so far.
   *
   * @param lossNats mean cross-entropy of a position: no network has less, but by chance
   * @param accuracy share of positions expected right of one who always says the likeliest
   */
  public record Reachable(double lossNats, double accuracy) {}

  /** The text; equal seeds give equal bits. */
  public DataSet generate(long seed) {
    return new DataSet(
        "grammar",
        samples(spoken(trainingCount, Seeds.of(seed, TRAINING))),
        samples(spoken(testCount, Seeds.of(seed, TEST))),
        List.of((long) positions),
        Spoken.VOCABULARY.length());
  }

  /** What can be reached on the test samples of a seed. */
  public Reachable reachable(long seed) {
    double nats = 0;
    double right = 0;
    for (Spoken sample : spoken(testCount, Seeds.of(seed, TEST))) {
      for (int at = 1; at <= positions; at++) {
        nats -= StrictMath.log(sample.probabilities().get(at));
        right += sample.likeliest().get(at);
      }
    }
    double labels = (double) testCount * positions;
    return new Reachable(nats / labels, right / labels);
  }

  /** A character of the text, by its number. */
  public static char character(int number) {
    return Spoken.VOCABULARY.charAt(number);
  }

  private List<Spoken> spoken(int count, long seed) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> Spoken.draw(positions + 1, Seeds.random(seed, i)))
        .toList();
  }

  private TextSamples samples(List<Spoken> texts) {
    int window = positions + 1;
    byte[] characters = new byte[Math.multiplyExact(texts.size(), window)];
    for (int i = 0; i < texts.size(); i++) {
      for (int at = 0; at < window; at++) {
        int number = Spoken.VOCABULARY.indexOf(texts.get(i).text().charAt(at));
        characters[i * window + at] = (byte) number;
      }
    }
    return new TextSamples(characters, positions, window);
  }
}
