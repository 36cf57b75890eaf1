package dev.lockstep.scenarios.local;

/**
 * How much is measured of each strategy and network.
 *
 * @param rounds in each of which the tasks are timed, then the run is measured: a machine that is
 *     faster for a while, or slower, is so for both
 * @param warmUp iterations before those that count, of timing and run
 * @param iterations of a run that count
 * @param timed iterations whose tasks are timed in a round
 * @param enough undisturbed tasks of each kind; until they are there, tasks are timed again
 * @param mostTimings in a round: on a machine that has other work there may never be enough
 */
public record Effort(
    int rounds, int warmUp, int iterations, int timed, int enough, int mostTimings) {

  /** Checks that there is something to compare. */
  public Effort {
    if (Math.min(Math.min(rounds, warmUp), Math.min(iterations, timed)) < 1 || mostTimings < 1) {
      throw new IllegalArgumentException(
          "%d rounds, %d iterations of warm-up, %d that count, %d timed, %d times; each is at least 1"
              .formatted(rounds, warmUp, iterations, timed, mostTimings));
    }
  }

  /** Some three minutes for two networks and five strategies. */
  public static Effort usual() {
    return new Effort(15, 2, 5, 5, 3, 2);
  }
}
