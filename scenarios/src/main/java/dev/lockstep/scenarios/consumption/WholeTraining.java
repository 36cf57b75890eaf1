package dev.lockstep.scenarios.consumption;

import dev.lockstep.scenarios.consumption.Consumption.Whole;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.risk.JobSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The job of a scenario, against what one iteration does. */
public final class WholeTraining {

  private static final double MS_PER_DAY = 86.4e6;
  private static final double JOULES_PER_KWH = 3.6e6;
  private static final double GRAMS_PER_KG = 1e3;

  private final Scenario scenario;
  private final JobSection job;
  private final IterationUse use;
  private final List<String> notes = new ArrayList<>();

  private WholeTraining(Scenario scenario, JobSection job, IterationUse use) {
    this.scenario = scenario;
    this.job = job;
    this.use = use;
  }

  /**
   * What an iteration and the whole training take; nothing is known if the scenario has no job.
   *
   * @throws RefusedException if the job asks for what there is no basis for
   */
  public static Consumption of(Scenario scenario, IterationUse use) {
    return scenario
        .job()
        .map(job -> new WholeTraining(scenario, job, use).consumption())
        .orElseGet(Consumption::unknown);
  }

  /**
   * Mini-batches of the whole training, of a job that says how much is trained.
   *
   * @param samples of a mini-batch over all replicas, if known
   * @param tokens of it, if known
   * @throws RefusedException if the job does not say it, or aims at an accuracy, which each
   *     strategy reaches after as many as it needs
   */
  public static double iterations(
      Scenario scenario, OptionalDouble samples, OptionalDouble tokens) {
    IterationUse use = new IterationUse(1, List.of(), 0, 1, samples, tokens);
    return scenario.job().stream()
        .filter(job -> job.target().isEmpty())
        .map(job -> new WholeTraining(scenario, job, use).iterations())
        .flatMapToDouble(OptionalDouble::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "/job",
                    "does not say how many iterations the whole training has",
                    "Give job.tokens, job.samples or job.iterations."));
  }

  private Consumption consumption() {
    Fleet fleet = Fleet.of(scenario.cluster(), use.devices());
    OptionalDouble iterations = iterations();
    OptionalDouble joules = joules(fleet);
    OptionalDouble cost = cost(fleet);
    OptionalDouble carbon = carbon(joules);
    return new Consumption(
        times(iterations, use.iterationMs() / MS_PER_DAY),
        joules,
        cost,
        carbon,
        iterations.stream()
            .mapToObj(
                count ->
                    new Whole(
                        count,
                        times(joules, count / JOULES_PER_KWH),
                        times(cost, count),
                        times(carbon, count)))
            .findFirst(),
        notes);
  }

  private OptionalDouble iterations() {
    if (job.tokens().isPresent()) {
      return divided(
          job.tokens(), use.tokens(), "tokens", "the model's samples are no sequences of tokens");
    }
    if (job.samples().isPresent()) {
      return divided(job.samples(), use.samples(), "samples", "training.microBatch is not given");
    }
    if (job.target().isPresent()) {
      TrainedTarget target = TrainedTarget.of(job.target().get(), scenario.strategy().name());
      notes.add(target.note());
      return OptionalDouble.of(Math.ceil(target.iterations()));
    }
    return job.iterations();
  }

  private static OptionalDouble divided(
      OptionalDouble all, OptionalDouble each, String key, String why) {
    if (each.isEmpty()) {
      throw new RefusedException(
          "/job/" + key, "cannot be counted in mini-batches: " + why, "Give job.iterations.");
    }
    return OptionalDouble.of(Math.ceil(all.getAsDouble() / each.getAsDouble()));
  }

  private OptionalDouble joules(Fleet fleet) {
    Power power = Power.of(job.power(), scenario.cluster(), scenario.parallelism());
    OptionalDouble joules = power.joules(use, fleet);
    if (joules.isPresent()) {
      power.note().ifPresent(notes::add);
    }
    return joules;
  }

  private OptionalDouble cost(Fleet fleet) {
    Optional<Price> price = job.price().map(Price::of);
    price.flatMap(Price::note).ifPresent(notes::add);
    return price.stream().mapToDouble(p -> p.costUsd(use.iterationMs(), fleet)).findFirst();
  }

  private OptionalDouble carbon(OptionalDouble joules) {
    if (job.carbonGramsPerKwh().isPresent() && joules.isEmpty()) {
      throw new RefusedException(
          "/job/carbonGramsPerKwh",
          "is given, but nobody knows what the devices draw",
          "Add job.power.deviceBusyWatts.");
    }
    return job.carbonGramsPerKwh().isEmpty()
        ? OptionalDouble.empty()
        : times(joules, job.carbonGramsPerKwh().getAsDouble() / GRAMS_PER_KG / JOULES_PER_KWH);
  }

  private static OptionalDouble times(OptionalDouble figure, double factor) {
    return figure.stream().map(value -> value * factor).findFirst();
  }
}
