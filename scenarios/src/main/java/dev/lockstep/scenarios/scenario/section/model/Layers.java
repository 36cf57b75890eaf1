package dev.lockstep.scenarios.scenario.section.model;

import java.util.List;

/**
 * A measured profile, from the input of the network to its output.
 *
 * @param rows at least one layer
 */
public record Layers(List<Layer> rows) {

  /** Copies the list. */
  public Layers {
    rows = List.copyOf(rows);
  }
}
