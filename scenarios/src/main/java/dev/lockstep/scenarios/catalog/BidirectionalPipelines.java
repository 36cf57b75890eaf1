package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.bidirectional.DualPipeV;
import java.util.List;

/** Synchronous pipelines that micro-batches enter from both ends. */
final class BidirectionalPipelines {

  private BidirectionalPipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
            "dualpipe-v",
            "forwards and backwards in pairs, one copy of the model in a V",
            "DeepSeek-AI, DualPipe, 2025; Qi et al., 2025",
            options -> new DualPipeV()));
  }
}
