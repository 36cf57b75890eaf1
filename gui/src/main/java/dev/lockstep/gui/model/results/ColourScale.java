package dev.lockstep.gui.model.results;

import java.util.List;

/**
 * Colours for numbers, from dark to light: nine of Matplotlib's map viridis (S. van der Walt and N.
 * Smith, 2015), which colour-blind readers see in the same order, and mixtures between them.
 */
public final class ColourScale {

  private static final List<Integer> COLOURS =
      List.of(
          0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725);

  /** So few that pictures of all of them can be kept. */
  private static final double STEPS = 64;

  private ColourScale() {}

  /** The colour of a number between two others; that of the middle if they are the same. */
  public static int rgb(double number, double least, double most) {
    double share = most > least ? (number - least) / (most - least) : 0.5;
    double step = Math.round(Math.max(0, Math.min(1, share)) * STEPS) / STEPS;
    double place = step * (COLOURS.size() - 1);
    int below = Math.min((int) place, COLOURS.size() - 2);
    return mixed(COLOURS.get(below), COLOURS.get(below + 1), place - below);
  }

  private static int mixed(int one, int other, double share) {
    return channel(one, other, share, 16)
        | channel(one, other, share, 8)
        | channel(one, other, share, 0);
  }

  private static int channel(int one, int other, double share, int shift) {
    int from = one >> shift & 0xFF;
    int to = other >> shift & 0xFF;
    return (int) Math.round(from + share * (to - from)) << shift;
  }
}
