package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.consumption.Fleet;
import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import dev.lockstep.scenarios.scenario.section.risk.FaultsSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks what chance does to a scenario under several strategies, of which the first is the one that
 * the others are compared with.
 */
public final class RiskStudy {

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double MS_PER_SECOND = 1e3;

  /** Of which goodput is told where a scenario does not say how much is to be trained. */
  private static final double UNSAID_DAYS = 30;

  private final Precision precision;
  private final List<Subject> subjects = new ArrayList<>();

  /** A study whose means are to be so precise. */
  public RiskStudy(Precision precision) {
    this.precision = precision;
  }

  /** A strategy, its run without disturbance, and its steps with. */
  private record Subject(String name, Scenario scenario, RunResult nominal, DisturbedSteps steps) {}

  /**
   * Adds a strategy.
   *
   * @param name what the user calls it
   * @throws RefusedException if the scenario says nothing of chance, or does not fit together
   */
  public void add(String name, Scenario scenario) {
    SimulationSection simulation = scenario.simulation();
    if (simulation.faults().isEmpty()
        && simulation.jitter().isEmpty()
        && simulation.stragglers().isEmpty()) {
      throw new RefusedException(
          "/simulation",
          "says nothing of chance",
          "Add jitter, stragglers or faults: docs/risk.md has their keys.");
    }
    Run nominal = Run.of(scenario.with(simulation.undisturbed()));
    subjects.add(
        new Subject(name, scenario, nominal.result(), new DisturbedSteps(scenario, nominal)));
  }

  /**
   * What chance does to each.
   *
   * @throws RefusedException if a job would never end
   */
  public List<RiskResult> results() {
    boolean disturbed =
        subjects.stream()
            .map(subject -> subject.scenario().simulation())
            .anyMatch(s -> s.jitter().isPresent() || !s.stragglers().isEmpty());
    List<StepRisk> steps =
        disturbed
            ? new StepStudy(subjects.stream().map(Subject::steps).toList(), precision)
                .of(subjects.stream().mapToDouble(s -> s.nominal().iterationTimeMs()).toArray())
            : List.of();
    List<RiskResult> results = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      results.add(
          result(subjects.get(i), disturbed ? Optional.of(steps.get(i)) : Optional.empty()));
    }
    return results;
  }

  private RiskResult result(Subject subject, Optional<StepRisk> steps) {
    Scenario scenario = subject.scenario();
    Fleet fleet = Fleet.of(scenario.cluster(), subject.nominal().devices());
    List<String> notes = new ArrayList<>(subject.nominal().notes());
    subject.steps().note().ifPresent(notes::add);
    double iterationMs =
        steps.map(step -> step.meanMs().mean()).orElse(subject.nominal().iterationTimeMs());
    Optional<FaultRisk> faults =
        scenario
            .simulation()
            .faults()
            .map(section -> faults(section, subject, fleet, iterationMs, notes));
    return new RiskResult(
        scenario.name(),
        subject.name(),
        fleet.devices(),
        fleet.nodes(),
        precision.confidence(),
        steps,
        faults,
        notes);
  }

  private FaultRisk faults(
      FaultsSection section, Subject subject, Fleet fleet, double iterationMs, List<String> notes) {
    return FaultStudy.of(
        section,
        fleet,
        workSeconds(subject.nominal(), iterationMs, notes),
        subject.scenario().simulation().seed(),
        precision);
  }

  /** The nominal result knows how many iterations the scenario's words mean. */
  private static double workSeconds(RunResult nominal, double iterationMs, List<String> notes) {
    if (nominal.job().isPresent()) {
      return nominal.job().get().iterations() * iterationMs / MS_PER_SECOND;
    }
    notes.add(
        "how much is to be trained is not said: goodput and days are those of a job of %.0f days"
            .formatted(UNSAID_DAYS));
    return UNSAID_DAYS * SECONDS_PER_DAY;
  }
}
