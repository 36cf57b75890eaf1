package dev.lockstep.scenarios.plan.space;

import java.util.Locale;

/** In what one plan may be better than another: less is better. */
public enum Objective {
  /** Of an iteration. */
  TIME,
  /** Peak of the device that holds most. */
  MEMORY,
  /** Of an iteration, all devices, nodes and the building. */
  ENERGY,
  /** Money for an iteration. */
  COST;

  /** How files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The objective of a word that the schema admits. */
  public static Objective of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
