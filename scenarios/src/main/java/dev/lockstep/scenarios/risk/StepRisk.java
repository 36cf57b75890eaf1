package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.risk.FaultRisk.Quantile;
import java.util.List;
import java.util.Optional;

/**
 * How long steps take where times vary.
 *
 * @param undisturbedMs iteration time without jitter and stragglers
 * @param meanMs iteration time with them: each repetition is the mean of its measured iterations
 * @param precise whether the interval is as narrow as was asked for
 * @param quantilesMs of single iterations
 * @param againstFirstMs difference to the first strategy, repetition by repetition, as both meet
 *     the same luck; absent for the first one
 */
public record StepRisk(
    double undisturbedMs,
    MeanInterval meanMs,
    boolean precise,
    List<Quantile> quantilesMs,
    Optional<MeanInterval> againstFirstMs) {

  /** Copies the list. */
  public StepRisk {
    quantilesMs = List.copyOf(quantilesMs);
  }
}
