package dev.lockstep.numerics.data.generated.glyph;

/** Where typefaces come from. */
public enum Typefaces {
  /** Made up from strokes by a seed: the same on every machine. */
  MADE_UP,
  /** Those installed on this machine: other images on another machine. */
  INSTALLED
}
