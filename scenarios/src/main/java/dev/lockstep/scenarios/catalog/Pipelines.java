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
                options -> new GPipe())
            .saying(
                "A mini-batch is cut into micro-batches that follow each other forward "
                    + "through the stages; when the last has arrived they go back in reverse "
                    + "order.",
                "When stages recompute their activations or memory is plentiful: a simple "
                    + "order with few switches between directions. 1F1B takes the same time and "
                    + "less memory.",
                "time = (m + p - 1)(F + B); bubble = (p - 1)/(m + p - 1); m stashes on "
                    + "every device"),
        StrategyEntry.of(
                "1f1b",
                "one forward, one backward, then a flush",
                "Fan et al., PPoPP 2021; Narayanan et al., ICML 2021",
                options -> new OneForwardOneBackward())
            .saying(
                "After a warm-up of as many forwards as there are stages behind it, a "
                    + "stage alternates one forward with one backward, so that stashes are "
                    + "freed early.",
                "The default where micro-batches outnumber devices: exact gradients, "
                    + "bounded memory, one transfer a direction and micro-batch.",
                "time = (m + p - 1)(F + B); bubble = (p - 1)/(m + p - 1); min(p - s, m) "
                    + "stashes on stage s")
            .alias("dapple", "pipedream-flush"),
        StrategyEntry.of(
                "interleaved-1f1b",
                "1F1B with several chunks of the model on each device",
                "Narayanan et al., SC 2021",
                options -> new InterleavedOneForwardOneBackward(options.integer("virtualStages")))
            .saying(
                "Every device holds v chunks of the model that are p stages apart, so "
                    + "that the pipeline fills and drains in steps of a v-th of a device.",
                "When micro-batches are few for the number of devices and links are fast: "
                    + "the bubble falls by v, transfers grow by v. Micro-batches come in whole "
                    + "groups of p.",
                "time = (m + (p - 1)/v)(F + B); bubble over ideal time = (p - 1)/(v m)")
            .taking(
                StrategyOption.integer("virtualStages", 1, MOST, "chunks on each device")
                    .orElse(2)),
        StrategyEntry.of(
                "zb-h1",
                "weight gradients fill the bubble, at the memory of 1F1B",
                "Qi et al., ICLR 2024",
                options -> new ZeroBubbleH1())
            .saying(
                "The backward is split: input gradients go first because other stages "
                    + "wait for them, weight gradients fill what would be bubbles.",
                "Instead of 1F1B wherever the framework can split the backward: the "
                    + "bubble shrinks to about a third at the same memory.",
                "span = m (F + B) + (p - 1)(F + I - W) where F = I = W"),
        StrategyEntry.of(
                "zb-h2",
                "weight gradients fill the whole bubble, at twice the memory of 1F1B",
                "Qi et al., ICLR 2024",
                options -> new ZeroBubbleH2())
            .saying(
                "As zb-h1 with a longer warm-up, so that no device waits once it has "
                    + "begun; devices begin and end one after another.",
                "When there is memory for twice the stashes of 1F1B and the optimizer "
                    + "step can do without a barrier over all devices.",
                "span = m (F + B) where F = I = W and m >= 2 p - 1"));
  }
}
