package dev.lockstep.scenarios.disturbance;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.montecarlo.KeyedRandom;
import dev.lockstep.scenarios.scenario.section.risk.StragglerSection;

/** A device or a link that is slow: in which iterations, and from when to when. */
final class Straggler {

  private static final double NANOS_PER_MS = 1e6;
  private static final long SLOW = 0x510a;

  private final StragglerSection section;
  private final int number;
  private final int from;
  private final int to;

  /** The one of a number in the scenario's list, from 0. */
  Straggler(StragglerSection section, int number) {
    this.section = section;
    this.number = number;
    String[] ends = section.link().map(link -> link.split("-")).orElse(new String[0]);
    this.from = ends.length > 0 ? Integer.parseInt(ends[0]) : section.device().orElseThrow();
    this.to = ends.length > 0 ? Integer.parseInt(ends[1]) : from;
  }

  /** Whether it is a link. */
  boolean isLink() {
    return section.link().isPresent();
  }

  /** Whether it is slow for a while only. */
  boolean isPassing() {
    return section.fromMs().isPresent() || section.toMs().isPresent();
  }

  /** Whether it is slow by chance. */
  boolean isRandom() {
    return section.probability() > 0 && section.probability() < 1;
  }

  /** The higher of its ranks. */
  int highestRank() {
    return Math.max(from, to);
  }

  double factor() {
    return section.factor();
  }

  /** Whether tasks of a lane are its own. */
  boolean owns(Lane lane) {
    return isLink()
        ? lane.kind() == Lane.Kind.LINK && lane.device() == from && lane.peer() == to
        : lane.kind() == Lane.Kind.COMPUTE && lane.device() == from;
  }

  /** Whether a task that starts then does so while it is slow. */
  boolean isSlowAt(long startNanos) {
    return startNanos >= section.fromMs().orElse(0) * NANOS_PER_MS
        && startNanos < section.toMs().orElse(Double.POSITIVE_INFINITY) * NANOS_PER_MS;
  }

  /** Whether it is slow in the iteration of a task. */
  boolean isSlowFor(Schedule schedule, int task, Draw draw) {
    if (!isRandom()) {
      return section.probability() == 1;
    }
    int iteration = schedule.iteration(task) - draw.originIteration();
    long key = KeyedRandom.key(draw.key(), SLOW, number, iteration);
    return new KeyedRandom(key).nextDouble() < section.probability();
  }
}
