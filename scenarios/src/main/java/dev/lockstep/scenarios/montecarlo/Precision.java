package dev.lockstep.scenarios.montecarlo;

/**
 * How sure figures are to be.
 *
 * @param relative half of a mean's confidence interval over the mean, at most
 * @param confidence of the interval, such as 0.95
 * @param fewest repetitions, whatever they say: few that are alike by chance would stop too soon
 * @param most repetitions, even if that leaves the interval wider
 */
public record Precision(double relative, double confidence, int fewest, int most) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they make no sense
   */
  public Precision {
    if (!(relative > 0) || !(confidence > 0 && confidence < 1) || fewest < 2 || most < fewest) {
      throw new IllegalArgumentException(
          "precision %s at confidence %s with %d to %d repetitions"
              .formatted(relative, confidence, fewest, most));
    }
  }
}
