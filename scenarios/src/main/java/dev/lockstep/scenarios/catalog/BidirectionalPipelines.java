package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.bidirectional.Chimera;
import dev.lockstep.strategies.bidirectional.DualPipe;
import dev.lockstep.strategies.bidirectional.DualPipeV;
import java.util.List;

/** Synchronous pipelines that micro-batches enter from both ends. */
final class BidirectionalPipelines {

  private BidirectionalPipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "chimera",
                "two copies of the model in opposite directions, each fills the other's bubbles",
                "Li and Hoefler, SC 2021",
                options -> new Chimera(options.flag("forwardDoubling")))
            .taking(
                StrategyOption.flag(
                    "forwardDoubling",
                    "two micro-batches go forward together; with micro-batches of half the size this"
                        + " is backward halving")),
        StrategyEntry.of(
            "dualpipe",
            "forwards and backwards in pairs, two copies of the model",
            "DeepSeek-AI, DeepSeek-V3, 2024",
            options -> new DualPipe()),
        StrategyEntry.of(
            "dualpipe-v",
            "forwards and backwards in pairs, one copy of the model in a V",
            "DeepSeek-AI, DualPipe, 2025; Qi et al., 2025",
            options -> new DualPipeV()));
  }
}
