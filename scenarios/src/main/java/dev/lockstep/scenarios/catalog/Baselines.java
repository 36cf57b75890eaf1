package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.List;

/** What strategies are compared with. */
final class Baselines {

  private Baselines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "sequential", "the whole model on one device", "-", options -> new Sequential())
            .saying(
                "All stages stand on one device: a micro-batch goes forward through all "
                    + "of them, then backward through all.",
                "When the model fits on one device. Elsewhere it is what others are "
                    + "measured by: no bubble and no transfer, but no second device either.",
                "time = p m (F + B)"),
        StrategyEntry.of(
                "naive",
                "model parallel without pipelining: one micro-batch at a time",
                "-",
                options -> new Naive(options.flag("splitBackward")))
            .saying(
                "Each device holds one stage, and a single micro-batch is under way at a "
                    + "time, so that one device works while the others wait.",
                "When a model only has to fit. Any pipeline uses the same devices better.",
                "time = p m (F + B); bubble = 1 - 1/p")
            .taking(
                StrategyOption.flag(
                    "splitBackward",
                    "send the input gradient before the weight gradient is done")));
  }
}
