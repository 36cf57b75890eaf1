package dev.lockstep.numerics.optimizer.prediction;

/**
 * PipeMare's learning rate rescheduling, T1 (Yang et al., MLSys 2021, arXiv 1910.05124; from memory
 * of the paper): {@code rate / delay^p} with {@code p = 1 - min(step / annealing, 1)}, so that a
 * stage with much delay starts slowly, and all go alike after the annealing. A delay below 1, which
 * would raise the rate, counts as 1.
 *
 * @param annealingSteps after how many updates the delay no longer matters, at least 1
 */
public record RateByDelay(long annealingSteps) {

  /** Checks the figure. */
  public RateByDelay {
    if (annealingSteps < 1) {
      throw new IllegalArgumentException(
          "rates annealed over %d updates; at least 1 is needed".formatted(annealingSteps));
    }
  }

  /**
   * The rate of a stage.
   *
   * @param rate of a stage without delay
   * @param delay updates between the weights of a forward and the update that applies its gradient
   * @param step how many updates there were, from 0
   */
  public double rate(double rate, double delay, long step) {
    double power = 1 - Math.min((double) step / annealingSteps, 1);
    return rate / Math.pow(Math.max(delay, 1), power);
  }
}
