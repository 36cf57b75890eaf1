package dev.lockstep.scenarios.risk;

import java.util.List;
import java.util.Optional;

/**
 * What chance does to one strategy.
 *
 * @param scenario name of the scenario
 * @param strategy as the user called it
 * @param devices over all replicas
 * @param nodes that hold them
 * @param confidence of every interval
 * @param steps how long steps take; absent if nothing disturbs them
 * @param faults what failures and checkpoints do; absent if the scenario says nothing of them
 * @param notes assumptions that the figures rest on
 */
public record RiskResult(
    String scenario,
    String strategy,
    long devices,
    long nodes,
    double confidence,
    Optional<StepRisk> steps,
    Optional<FaultRisk> faults,
    List<String> notes) {

  /** Copies the list. */
  public RiskResult {
    notes = List.copyOf(notes);
  }
}
