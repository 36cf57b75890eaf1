package dev.lockstep.numerics.rule;

/**
 * What becomes of the losses that a stage learns from.
 *
 * @param mean whether the gradients of several losses are averaged instead of added, where a
 *     backward has several
 * @param groups stages of a module that stand side by side, each with a share of its channels and a
 *     head; 1 for none
 * @param diversity the weight of the loss by which the heads of a module are to disagree on wrong
 *     classes (GN-DGL); 0 for none
 */
public record Losses(boolean mean, int groups, double diversity) {

  /** Added, of stages one behind the other. */
  public static final Losses PLAIN = new Losses(false, 1, 0);
}
