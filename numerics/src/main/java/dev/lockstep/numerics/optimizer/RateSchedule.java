package dev.lockstep.numerics.optimizer;

import java.util.List;

/** The learning rate, which may change while training goes on. Immutable. */
@FunctionalInterface
public interface RateSchedule {

  /**
   * The rate of an update.
   *
   * @param step how many updates there were before it, from 0
   */
  double rate(long step);

  /** The same rate for ever. */
  static RateSchedule constant(double rate) {
    return step -> rate;
  }

  /**
   * Straight from one rate to another, which is reached after {@code steps} updates and kept.
   *
   * @param steps at least 1
   */
  static RateSchedule linear(double from, double to, long steps) {
    positive(steps);
    return step -> from + (to - from) * Math.min(step, steps) / steps;
  }

  /**
   * A rate that is multiplied by a factor whenever a number of updates is reached, as residual
   * networks are trained: 0.1, and a tenth of it from each of the steps on.
   */
  static RateSchedule steps(double rate, double factor, List<Long> steps) {
    List<Long> at = List.copyOf(steps);
    return step ->
        rate * Math.pow(factor, (double) at.stream().filter(reached -> step >= reached).count());
  }

  /**
   * Half a cosine from the rate to 0, which is reached after {@code steps} updates and kept
   * (Loshchilov and Hutter, ICLR 2017, equation 5, without restarts).
   *
   * @param steps at least 1
   */
  static RateSchedule cosine(double rate, long steps) {
    positive(steps);
    return step -> rate * 0.5 * (1 + Math.cos(Math.PI * Math.min(step, steps) / steps));
  }

  /**
   * This schedule, risen to in a line: update {@code s} of the first {@code steps}, counted from 0,
   * takes {@code (s + 1) / steps} of its rate (gradual warm-up of Goyal et al., arXiv 1706.02677,
   * section 2.2). The schedule goes on counting meanwhile.
   *
   * @param steps at least 1
   */
  default RateSchedule warmedUp(long steps) {
    positive(steps);
    return step -> rate(step) * Math.min(step + 1, steps) / steps;
  }

  /** This schedule for some updates, then another, which counts from 0 there. */
  default RateSchedule followedBy(RateSchedule next, long steps) {
    return step -> step < steps ? rate(step) : next.rate(step - steps);
  }

  private static void positive(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "a rate that changes over %d updates; at least 1 is needed".formatted(steps));
    }
  }
}
