package dev.lockstep.numerics.data.generated.glyph;

/**
 * How hard images are to tell apart; 0 of anything is none of it.
 *
 * @param warp 1: turned, stretched, moved and bent by about a tenth of the glyph
 * @param noise deviation of a pixel, as a share of black to white
 * @param clutter strokes and pieces of other glyphs around and across the glyph, on average
 */
public record Difficulty(double warp, double noise, double clutter) {

  /** Refuses less than nothing. */
  public Difficulty {
    if (!(warp >= 0 && noise >= 0 && clutter >= 0)) {
      throw new IllegalArgumentException(
          "warp %s, noise %s, clutter %s: each must be at least 0".formatted(warp, noise, clutter));
    }
  }

  /** Hard enough that a small network gets most right, but far from all. */
  public static Difficulty usual() {
    return new Difficulty(1, 0.08, 2);
  }
}
