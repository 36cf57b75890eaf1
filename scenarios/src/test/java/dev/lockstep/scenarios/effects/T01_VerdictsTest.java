package dev.lockstep.scenarios.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.effects.Claim.Kind;
import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a claim is shown by runs. */
class T01_VerdictsTest {

  /**
   * Seeds differ by 30 points, which says nothing of the strategies: their differences, seed by
   * seed, are 1, 2 and 3 points, a mean of 2 with an interval of 2.48 points.
   */
  @Test
  void runs_are_compared_seed_by_seed() {
    Verdict verdict = verdict(Kind.BETTER, run(0.51, 0.72, 0.83), run(0.50, 0.70, 0.80));

    assertThat(verdict.figure()).isEqualTo("+2.0 \u00b1 2.5 points");
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_TOLD_APART);
  }

  /** Differences of a, b and c points; the interval has to lie on one side of zero. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
           2,  2,  2, SHOWN
           4,  5,  6, SHOWN
           1,  2,  3, NOT_TOLD_APART
           0,  0,  0, NOT_TOLD_APART
          -4, -5, -6, OPPOSITE
          """)
  void better(double a, double b, double c, Verdict.Outcome outcome) {
    assertThat(verdict(Kind.BETTER, ahead(a, b, c), run(0.5, 0.5, 0.5)).outcome())
        .isEqualTo(outcome);
  }

  /** At most 5 points away with all of the interval, which is as much as the middle two apart. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
           0,  0,  0, SHOWN
           1,  2,  3, SHOWN
          -1, -2, -3, SHOWN
           3,  4,  5, NOT_TOLD_APART
           7,  8,  9, OPPOSITE
          """)
  void close(double a, double b, double c, Verdict.Outcome outcome) {
    assertThat(verdict(Kind.CLOSE, ahead(a, b, c), run(0.5, 0.5, 0.5)).outcome())
        .isEqualTo(outcome);
  }

  /** Of one seed nothing is known but itself. */
  @Test
  void one_seed_shows_nothing() {
    Verdict verdict = verdict(Kind.BETTER, run(0.9), run(0.1));

    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_TOLD_APART);
    assertThat(verdict.figure()).isEqualTo("+80.0 points");
  }

  /** Simulated time is no matter of chance. */
  @Test
  void faster() {
    Verdict verdict = verdict(Kind.FASTER, run(50, 0.5), run(200, 0.5));

    assertThat(verdict.figure()).isEqualTo("0.25 of the time");
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.SHOWN);
    assertThat(verdict(Kind.FASTER, run(200, 0.5), run(50, 0.5)).outcome())
        .isEqualTo(Verdict.Outcome.OPPOSITE);
    assertThat(verdict(Kind.FASTER, run(50, 0.5), run(50, 0.5)).outcome())
        .isEqualTo(Verdict.Outcome.NOT_TOLD_APART);
  }

  /** 60 degrees have a cosine of 1/2. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0.1, 1.0, SHOWN
          0.6, 1.0, OPPOSITE
          0.1, 0.2, OPPOSITE
          0.5, 1.0, NOT_TOLD_APART
          """)
  void turned(double first, double last, Verdict.Outcome outcome) {
    TrainingResult run = run(100, List.of(cosine(first), cosine(0.7), cosine(last)), 0.5);

    assertThat(verdict(Kind.TURNED, run, run).outcome()).isEqualTo(outcome);
  }

  private static MeanOfSeeds cosine(double mean) {
    return new MeanOfSeeds(mean, OptionalDouble.of(0.05));
  }

  private static Verdict verdict(Kind kind, TrainingResult one, TrainingResult other) {
    return Verdict.of(new Claim("so it is", kind, "one @ here", "other @ here"), one, other);
  }

  private static TrainingResult ahead(double... points) {
    return run(Arrays.stream(points).map(p -> 0.5 + p / 100).toArray());
  }

  private static TrainingResult run(double... accuracies) {
    return run(100, List.of(), accuracies);
  }

  private static TrainingResult run(int simulatedMs, double accuracy) {
    return run(simulatedMs, List.of(), accuracy);
  }

  private static TrainingResult run(
      double simulatedMs, List<MeanOfSeeds> cosines, double... accuracies) {
    List<OfSeed> seeds =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> new OfSeed(i, List.of(look(accuracies[i]))))
            .toList();
    return new TrainingResult(
        "s",
        "one",
        "spirals",
        MeanOfSeeds.of(Arrays.stream(accuracies).boxed().toList()),
        Optional.empty(),
        10,
        32,
        1,
        simulatedMs,
        Optional.empty(),
        List.of(0),
        Optional.of(cosines),
        seeds);
  }

  private static Look look(double accuracy) {
    return new Look(
        10, 100, OptionalDouble.empty(), OptionalDouble.empty(), accuracy, Optional.empty());
  }
}
