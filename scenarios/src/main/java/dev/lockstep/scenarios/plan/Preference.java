package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.space.Objective;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * In what respects plans are compared. What is not among them speaks for no plan.
 *
 * <p>A candidate whose bound comes behind a plan, or is dominated by it, does so itself: its
 * figures are no less than its bound in each respect, and both relations are kept when figures
 * grow.
 *
 * @param objectives the first decides what is best, each further one among equals
 */
public record Preference(List<Objective> objectives) {

  /** The fastest plans, of those the smallest. */
  public static final Preference FASTEST =
      new Preference(List.of(Objective.TIME, Objective.MEMORY));

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Preference {
    objectives = List.copyOf(new LinkedHashSet<>(objectives));
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("no objectives");
    }
  }

  /** The same respects, one of them, or another, before all. */
  public Preference first(Objective first) {
    List<Objective> all = new ArrayList<>(List.of(first));
    all.addAll(objectives);
    return new Preference(all);
  }

  /** What decides. */
  public Objective first() {
    return objectives.get(0);
  }

  /** Less than 0 if one is better; of equals, the first in the space is. */
  int compare(Bound one, int index, Bound other, int otherIndex) {
    for (Objective objective : objectives) {
      int order = Double.compare(one.of(objective), other.of(objective));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(index, otherIndex);
  }

  /** Whether one is better in some respect and worse in none; of equals, the first in the space. */
  boolean dominates(Bound one, int index, Bound other, int otherIndex) {
    return objectives.stream().allMatch(each -> one.of(each) <= other.of(each))
        && compare(one, index, other, otherIndex) < 0;
  }
}
