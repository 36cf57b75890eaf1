package dev.lockstep.numerics.data.generated.glyph;

import java.awt.Shape;

/** A way to draw all letters. May be used by several threads. */
@FunctionalInterface
public interface Typeface {

  /**
   * A letter, to be filled: about 1 high, its middle at (0, 0), y downwards.
   *
   * @param glyph number in the {@link Alphabet}
   */
  Shape outline(int glyph);
}
