package dev.lockstep.scenarios.scenario.section.model;

import java.util.List;

/**
 * A figure that is the same for all stages, or one for each.
 *
 * @param values one number for all stages, or one per stage
 */
public record PerStage(List<Double> values) {

  /** Copies the list. */
  public PerStage {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no number; at least one is needed");
    }
  }

  /** The number of the stage. */
  public double at(int stage) {
    return values.size() == 1 ? values.get(0) : values.get(stage);
  }
}
