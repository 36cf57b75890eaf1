package dev.lockstep.numerics.rule;

/**
 * What a strategy does to numbers that its schedule cannot say.
 *
 * @param meanOfLosses whether the gradients of several losses are averaged instead of added, where
 *     a backward has several
 * @param boundaryScale what a gradient is multiplied by as it leaves a stage: 1, or less with
 *     gradient shrinking (Zhuang et al., FDG, section 3.3)
 */
public record LearningRule(boolean meanOfLosses, double boundaryScale) {

  /** As the schedule says, and nothing else. */
  public static final LearningRule PLAIN = new LearningRule(false, 1);
}
