package dev.lockstep.scenarios.plan.question;

import java.util.Locale;

/** What is best. */
public enum Goal {
  /** The shortest iteration. */
  TIME,
  /** The fewest devices that keep to the limits; of those the shortest iteration. */
  DEVICES,
  /** The least money for an iteration, by the prices of the file. */
  COST,
  /** The largest model that keeps to the limits; of those the shortest iteration. */
  MODEL;

  /** How files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
