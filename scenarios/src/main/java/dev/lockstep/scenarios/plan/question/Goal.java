package dev.lockstep.scenarios.plan.question;

import dev.lockstep.scenarios.plan.space.Objective;
import java.util.Locale;

/** What is best. */
public enum Goal {
  /** The shortest iteration. */
  TIME,
  /** The fewest devices that keep to the limits; of those the shortest iteration. */
  DEVICES,
  /** The least energy for an iteration. */
  ENERGY,
  /** The least money for an iteration, by the prices of the file. */
  COST,
  /** The largest model that keeps to the limits; of those the shortest iteration. */
  MODEL;

  /** What the plans of one model on one cluster are ordered by. */
  public Objective objective() {
    return switch (this) {
      case TIME, DEVICES, MODEL -> Objective.TIME;
      case ENERGY -> Objective.ENERGY;
      case COST -> Objective.COST;
    };
  }

  /** How files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
