package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.risk.FaultsSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks what chance does to a scenario. */
public final class RiskStudy {

  private static final double SECONDS_PER_DAY = 86_400;

  /** Of which goodput is told where a scenario does not say how much is to be trained. */
  private static final double UNSAID_DAYS = 30;

  private final Precision precision;

  /** A study whose means are to be so precise. */
  public RiskStudy(Precision precision) {
    this.precision = precision;
  }

  /**
   * What chance does to a scenario.
   *
   * @param name what the user calls its strategy
   * @throws RefusedException if the scenario says nothing of chance, or does not fit together
   */
  public RiskResult of(String name, Scenario scenario) {
    Optional<FaultsSection> faults = scenario.simulation().faults();
    if (faults.isEmpty()) {
      throw new RefusedException(
          "/simulation", "says nothing of chance", "Add faults: docs/risk.md has its keys.");
    }
    RunResult nominal = Run.of(scenario).result();
    Fleet fleet = Fleet.of(scenario.cluster(), nominal.devices());
    List<String> notes = new ArrayList<>(nominal.notes());
    double workSeconds = workSeconds(notes);
    return new RiskResult(
        scenario.name(),
        name,
        fleet.devices(),
        fleet.nodes(),
        precision.confidence(),
        faults.map(
            section ->
                FaultStudy.of(
                    section, fleet, workSeconds, scenario.simulation().seed(), precision)),
        notes);
  }

  private static double workSeconds(List<String> notes) {
    notes.add(
        "how much is to be trained is not said: goodput and days are those of a job of %.0f days"
            .formatted(UNSAID_DAYS));
    return UNSAID_DAYS * SECONDS_PER_DAY;
  }
}
