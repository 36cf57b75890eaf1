package dev.lockstep.scenarios.disturbance;

import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a scenario does to durations: jitter and stragglers. */
public final class Disturbance {

  private static final String STRAGGLERS = "/simulation/stragglers/";

  private final Optional<Jitter> jitter;
  private final List<Straggler> stragglers;

  private Disturbance(Optional<Jitter> jitter, List<Straggler> stragglers) {
    this.jitter = jitter;
    this.stragglers = stragglers;
  }

  /**
   * What a section says.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if samples cannot be read
   */
  public static Disturbance of(SimulationSection section) {
    return new Disturbance(
        section.jitter().map(Jitter::new),
        IntStream.range(0, section.stragglers().size())
            .mapToObj(i -> new Straggler(section.stragglers().get(i), i))
            .toList());
  }

  /** Whether nothing is disturbed. */
  public boolean isNone() {
    return jitter.isEmpty() && stragglers.isEmpty();
  }

  /** Whether each task varies for itself. */
  public boolean hasJitter() {
    return jitter.isPresent();
  }

  /** Whether something happens at a time from the start of the run, whose warm-up then counts. */
  public boolean countsFromTheStart() {
    return stragglers.stream().anyMatch(Straggler::isPassing);
  }

  /** Whether one iteration differs from the next. */
  public boolean varies() {
    return jitter.isPresent()
        || countsFromTheStart()
        || stragglers.stream().anyMatch(Straggler::isRandom);
  }

  /**
   * Refuses what cannot be disturbed.
   *
   * @throws RefusedException if a straggler is no rank of the pipeline, or where transfers share
   *     links, whose times then are no durations
   */
  public void requireFits(Preparation preparation) {
    int ranks = preparation.cluster().devices().size();
    boolean shared = preparation.sharing() != Sharing.PRIVATE;
    for (int i = 0; i < stragglers.size(); i++) {
      Straggler one = stragglers.get(i);
      if (one.highestRank() >= ranks) {
        throw new RefusedException(
            STRAGGLERS + i,
            "names rank %d of %d".formatted(one.highestRank(), ranks),
            "Use ranks 0 to %d.".formatted(ranks - 1));
      }
      if (shared && (one.isLink() || one.isPassing())) {
        throw new RefusedException(
            STRAGGLERS + i,
            "is %s, and transfers share links"
                .formatted(one.isLink() ? "a link" : "slow for a while only"),
            "Use simulation.network \"private\".");
      }
    }
    if (shared && jitter.map(Jitter::variesTransfers).orElse(false)) {
      throw new RefusedException(
          "/simulation/jitter/transfer",
          "varies times of transfers, which share links",
          "Use simulation.network \"private\".");
    }
  }

  /**
   * Durations of one repetition, without parts that are slow for a while only.
   *
   * @param nominalNanos undisturbed, by task; not changed
   */
  public long[] durations(Schedule schedule, long[] nominalNanos, Draw draw) {
    long[] durations = nominalNanos.clone();
    jitter.ifPresent(own -> own.apply(schedule, draw, durations));
    stragglers.stream()
        .filter(one -> !one.isPassing())
        .forEach(one -> slow(one, schedule, draw, durations));
    return durations;
  }

  /** The same with those, which depend on when a task starts; empty if there are none. */
  public Optional<TaskTimes> passing(Schedule schedule, long[] durations, Draw draw) {
    List<Straggler> passing = stragglers.stream().filter(Straggler::isPassing).toList();
    return passing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (task, start) -> {
              double factor = 1;
              for (Straggler one : passing) {
                boolean slow =
                    one.owns(schedule.lanes().get(schedule.laneOf(task)))
                        && one.isSlowAt(start)
                        && one.isSlowFor(schedule, task, draw);
                factor *= slow ? one.factor() : 1;
              }
              return Math.round(durations[task] * factor);
            });
  }

  private static void slow(Straggler one, Schedule schedule, Draw draw, long[] durations) {
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      if (one.owns(schedule.lanes().get(lane))) {
        for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
          if (durations[task] > 0 && one.isSlowFor(schedule, task, draw)) {
            durations[task] = Math.round(durations[task] * one.factor());
          }
        }
      }
    }
  }
}
