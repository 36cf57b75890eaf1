package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.MeanInterval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Figures of a risk by their names, in the order in which files have them. */
public final class RiskFigures {

  private static final Map<String, Function<RiskResult, Optional<Object>>> FIGURES =
      new LinkedHashMap<>();

  static {
    steps();
    intervals();
    jobs();
  }

  private RiskFigures() {}

  private static void steps() {
    step("undisturbedMs", StepRisk::undisturbedMs);
    step("meanMs", risk -> risk.meanMs().mean());
    step("meanLowMs", risk -> risk.meanMs().low());
    step("meanHighMs", risk -> risk.meanMs().high());
    step("p5Ms", risk -> risk.quantilesMs().get(0).value().value());
    step("p50Ms", risk -> risk.quantilesMs().get(1).value().value());
    step("p95Ms", risk -> risk.quantilesMs().get(2).value().value());
    step("repetitions", risk -> risk.meanMs().repetitions());
    difference("againstFirstMs", MeanInterval::mean);
    difference("againstFirstLowMs", MeanInterval::low);
    difference("againstFirstHighMs", MeanInterval::high);
  }

  private static void intervals() {
    optional("meanTimeBetweenFailuresHours", FaultRisk::meanTimeBetweenFailuresHours);
    job("checkpointIntervalMinutes", FaultRisk::checkpointIntervalMinutes);
    best("bestIntervalMinutes", FaultRisk.BestInterval::minutes);
    best("youngIntervalMinutes", FaultRisk.BestInterval::youngMinutes);
    best("dalyIntervalMinutes", FaultRisk.BestInterval::dalyMinutes);
  }

  private static void jobs() {
    job("goodput", FaultRisk::goodput);
    job("goodputLow", FaultRisk::goodputLow);
    job("goodputHigh", FaultRisk::goodputHigh);
    optional("expectedGoodput", FaultRisk::expectedGoodput);
    job("goodputWithoutFailures", FaultRisk::goodputWithoutFailures);
    job("trainingDays", FaultRisk::trainingDays);
    job("days", risk -> risk.days().mean());
    job("daysLow", risk -> risk.days().low());
    job("daysHigh", risk -> risk.days().high());
    optional("expectedDays", FaultRisk::expectedDays);
    job("daysP5", risk -> risk.quantiles().get(0).value().value());
    job("daysP50", risk -> risk.quantiles().get(1).value().value());
    job("daysP95", risk -> risk.quantiles().get(2).value().value());
    job("failures", FaultRisk::failures);
    job("jobs", risk -> risk.days().repetitions());
  }

  private static void step(String name, Function<StepRisk, Object> figure) {
    FIGURES.put(name, result -> result.steps().map(figure));
  }

  private static void difference(String name, Function<MeanInterval, Object> figure) {
    FIGURES.put(name, result -> result.steps().flatMap(StepRisk::againstFirstMs).map(figure));
  }

  private static void job(String name, Function<FaultRisk, Object> figure) {
    FIGURES.put(name, result -> result.faults().map(figure));
  }

  private static void best(String name, Function<FaultRisk.BestInterval, Object> figure) {
    FIGURES.put(name, result -> result.faults().flatMap(FaultRisk::best).map(figure));
  }

  private static void optional(String name, Function<FaultRisk, OptionalDouble> figure) {
    FIGURES.put(
        name,
        result -> result.faults().map(figure).flatMap(value -> value.stream().boxed().findFirst()));
  }

  /** The figures that there can be. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(FIGURES.keySet());
  }

  /**
   * A figure: a {@code Double} or {@code Integer}. Empty if the result has none.
   *
   * @throws IllegalArgumentException if there is no such name
   */
  public static Optional<Object> of(RiskResult result, String name) {
    Function<RiskResult, Optional<Object>> figure = FIGURES.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("no figure of a risk is called " + name);
    }
    return figure.apply(result);
  }
}
