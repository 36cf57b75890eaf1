package dev.lockstep.scenarios.risk;

import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.disturbance.Disturbance;
import dev.lockstep.scenarios.disturbance.Draw;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The same steady run again and again, each time with other luck. */
final class DisturbedSteps {

  private static final double NANOS_PER_MS = 1e6;

  /** Warm-up that is tried before that of the run, which grows with the depth of a pipeline. */
  private static final int FEW = 2;

  /** Every one costs a replay, and ten times as many make the slowest one slower by little. */
  private static final int MOST_REPLICAS = 128;

  private final Run nominal;
  private final Disturbance disturbance;
  private final long seed;
  private final Schedule schedule;
  private final long[] nominalNanos;
  private final int first;
  private final int last;
  private final int replicas;
  private final Optional<String> note;

  /**
   * Of a scenario.
   *
   * @param nominal its run without disturbance
   * @throws dev.lockstep.scenarios.prepare.RefusedException if its times cannot be disturbed
   */
  DisturbedSteps(Scenario scenario, Run nominal) {
    this.nominal = nominal;
    this.disturbance = Disturbance.of(scenario.simulation());
    this.seed = scenario.simulation().seed();
    int measured = nominal.measuredIterations();
    Optional<Schedule> few =
        disturbance.countsFromTheStart() ? Optional.empty() : shorter(nominal, measured);
    this.schedule = few.orElseGet(() -> nominal.steady().schedule());
    this.nominalNanos = Durations.of(schedule, nominal.preparation().costs());
    this.first = few.isPresent() ? FEW : nominal.warmUpIterations();
    this.last = first + measured - 1;
    disturbance.requireFits(nominal.preparation());
    int all =
        scenario.parallelism().map(ParallelismSection::data).orElse(OptionalInt.empty()).orElse(1);
    boolean alone = !waitsForReplicas();
    this.replicas = alone || !disturbance.hasJitter() ? 1 : Math.min(all, MOST_REPLICAS);
    this.note =
        disturbance.hasJitter() && replicas < all ? Optional.of(note(all)) : Optional.empty();
  }

  /** Whether all replicas end each iteration together. */
  private boolean waitsForReplicas() {
    Preparation preparation = nominal.preparation();
    return preparation.strategy().promises(preparation.workload()).synchronous()
        && preparation.strategy().updatesPerExchange() == 1
        && !preparation.strategy().exchangesWithPeers();
  }

  private String note(int all) {
    return replicas == 1
        ? "one of %d data-parallel replicas is drawn, as they do not end each iteration together"
            .formatted(all)
        : "%d of %d data-parallel replicas are drawn: the slowest of all takes a little longer"
            .formatted(replicas, all);
  }

  /** What was left out. */
  Optional<String> note() {
    return note;
  }

  /**
   * The measured iterations of a repetition.
   *
   * @param meanMs time of an iteration
   * @param lastMs of the last one: iterations of one repetition are no strangers to each other, so
   *     that quantiles take one of each
   */
  record Steps(double meanMs, double lastMs) {}

  /** Those of a repetition: each iteration waits for the slowest replica. */
  Steps repetition(int number) {
    Draw draw = Draw.of(seed, number, first);
    SteadyState steady = steady(draw);
    if (replicas == 1) {
      return new Steps(steady.iterationNanos() / NANOS_PER_MS, steady.nanos(last) / NANOS_PER_MS);
    }
    long[] slowest = IntStream.rangeClosed(first, last).mapToLong(steady::nanos).toArray();
    for (int replica = 1; replica < replicas; replica++) {
      SteadyState other = steady(draw.ofReplica(replica));
      for (int i = 0; i < slowest.length; i++) {
        slowest[i] = Math.max(slowest[i], other.nanos(first + i));
      }
    }
    return new Steps(
        LongStream.of(slowest).average().orElseThrow() / NANOS_PER_MS,
        slowest[slowest.length - 1] / NANOS_PER_MS);
  }

  private SteadyState steady(Draw draw) {
    Timeline timeline =
        nominal.engine().run(schedule, nominal.preparation(), nominalNanos, disturbance, draw);
    return new SteadyState(timeline, first, last);
  }

  /**
   * A run of less warm-up, if it is as steady: without disturbance, where both tell the same time
   * to the nanosecond.
   */
  private static Optional<Schedule> shorter(Run nominal, int measured) {
    int warmUp = nominal.warmUpIterations();
    int last = warmUp + measured - 1;
    SteadyState known = new SteadyState(nominal.steady(), warmUp, last);
    if (warmUp <= FEW || known.cycle() != 1) {
      return Optional.empty();
    }
    Timeline few =
        nominal.engine().run(nominal.preparation().schedule(FEW + measured), nominal.preparation());
    SteadyState same = new SteadyState(few, FEW, FEW + measured - 1);
    return same.cycle() == 1 && same.iterationNanos() == known.iterationNanos()
        ? Optional.of(few.schedule())
        : Optional.empty();
  }
}
