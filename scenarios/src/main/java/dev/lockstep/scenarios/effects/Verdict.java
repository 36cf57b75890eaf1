package dev.lockstep.scenarios.effects;

import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What came of a claim.
 *
 * @param outcome whether the runs show it
 * @param figure what it rests on
 */
record Verdict(Claim claim, Outcome outcome, String figure) {

  /** Accuracies that are less apart are close: 5 points. */
  static final double CLOSE = 0.05;

  private static final double HALF = 0.5;
  private static final double POINTS = 100;

  enum Outcome {
    SHOWN("yes"),
    OPPOSITE("**no, the opposite**"),
    NOT_TOLD_APART("not told apart");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Verdict of(Claim claim, TrainingResult one, TrainingResult other) {
    return switch (claim.kind()) {
      case BETTER -> better(claim, difference(one, other));
      case CLOSE -> close(claim, difference(one, other));
      case FASTER -> faster(claim, one.simulatedMs(), other.simulatedMs());
      case TURNED -> turned(claim, one.gradientCosines().orElseThrow());
    };
  }

  /** Of final accuracies, seed by seed: both had the same first weights and samples. */
  private static MeanOfSeeds difference(TrainingResult one, TrainingResult other) {
    List<Double> differences =
        IntStream.range(0, one.seeds().size())
            .mapToObj(i -> last(one.seeds().get(i)) - last(other.seeds().get(i)))
            .toList();
    return MeanOfSeeds.of(differences);
  }

  private static double last(OfSeed seed) {
    return seed.looks().get(seed.looks().size() - 1).accuracy();
  }

  private static Verdict better(Claim claim, MeanOfSeeds difference) {
    double half = difference.halfInterval95().orElse(Double.POSITIVE_INFINITY);
    Outcome outcome =
        difference.mean() > half
            ? Outcome.SHOWN
            : difference.mean() < -half ? Outcome.OPPOSITE : Outcome.NOT_TOLD_APART;
    return new Verdict(claim, outcome, points(difference));
  }

  private static Verdict close(Claim claim, MeanOfSeeds difference) {
    double half = difference.halfInterval95().orElse(Double.POSITIVE_INFINITY);
    double distance = Math.abs(difference.mean());
    Outcome outcome =
        distance + half <= CLOSE
            ? Outcome.SHOWN
            : distance - half > CLOSE ? Outcome.OPPOSITE : Outcome.NOT_TOLD_APART;
    return new Verdict(claim, outcome, points(difference));
  }

  private static String points(MeanOfSeeds difference) {
    String mean = String.format(Locale.ROOT, "%+.1f", POINTS * difference.mean());
    return difference.halfInterval95().isPresent()
        ? mean
            + String.format(
                Locale.ROOT,
                " \u00b1 %.1f points",
                POINTS * difference.halfInterval95().getAsDouble())
        : mean + " points";
  }

  private static Verdict faster(Claim claim, double oneMs, double otherMs) {
    Outcome outcome = oneMs < otherMs ? Outcome.SHOWN : Outcome.OPPOSITE;
    String ratio = String.format(Locale.ROOT, "%.2f of the time", oneMs / otherMs);
    return new Verdict(claim, oneMs == otherMs ? Outcome.NOT_TOLD_APART : outcome, ratio);
  }

  private static Verdict turned(Claim claim, List<MeanOfSeeds> cosines) {
    MeanOfSeeds first = cosines.get(0);
    MeanOfSeeds last = cosines.get(cosines.size() - 1);
    double firstHalf = first.halfInterval95().orElse(Double.POSITIVE_INFINITY);
    double lastHalf = last.halfInterval95().orElse(Double.POSITIVE_INFINITY);
    boolean turned = first.mean() + firstHalf < HALF && last.mean() - lastHalf > HALF;
    boolean opposite = first.mean() - firstHalf > HALF || last.mean() + lastHalf < HALF;
    String figure = String.format(Locale.ROOT, "cosines %.2f and %.2f", first.mean(), last.mean());
    return new Verdict(
        claim,
        turned ? Outcome.SHOWN : opposite ? Outcome.OPPOSITE : Outcome.NOT_TOLD_APART,
        figure);
  }
}
