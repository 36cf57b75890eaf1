package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.InterleavedOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import dev.lockstep.strategies.pipeline.ZeroBubbleH1;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import java.util.List;

/** Synchronous pipelines: every gradient is computed with the weights that it changes. */
final class Pipelines {
  private static final int MOST = 1024;

  private Pipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
            "gpipe",
            "all forwards, then all backwards, then a flush",
            "Huang et al., NeurIPS 2019",
            options -> new GPipe()),
        StrategyEntry.of(
                "1f1b",
                "one forward, one backward, then a flush",
                "Fan et al., PPoPP 2021; Narayanan et al., ICML 2021",
                options -> new OneForwardOneBackward())
            .alias("dapple", "pipedream-flush"),
        StrategyEntry.of(
                "interleaved-1f1b",
                "1F1B with several chunks of the model on each device",
                "Narayanan et al., SC 2021",
                options -> new InterleavedOneForwardOneBackward(options.integer("virtualStages")))
            .taking(
                StrategyOption.integer("virtualStages", 1, MOST, "chunks on each device")
                    .orElse(2)),
        StrategyEntry.of(
            "zb-h1",
            "weight gradients fill the bubble, at the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH1()),
        StrategyEntry.of(
            "zb-h2",
            "weight gradients fill the whole bubble, at twice the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH2()));
  }
}
