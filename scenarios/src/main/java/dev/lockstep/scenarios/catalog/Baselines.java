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
            "sequential", "the whole model on one device", "-", options -> new Sequential()),
        StrategyEntry.of(
                "naive",
                "model parallel without pipelining: one micro-batch at a time",
                "-",
                options -> new Naive(options.flag("splitBackward")))
            .taking(
                StrategyOption.flag(
                    "splitBackward",
                    "send the input gradient before the weight gradient is done")));
  }
}
