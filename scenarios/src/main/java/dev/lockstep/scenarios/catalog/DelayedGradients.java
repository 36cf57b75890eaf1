package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.delayed.DecoupledDelayedGradients;
import dev.lockstep.strategies.delayed.FeaturesReplay;
import dev.lockstep.strategies.delayed.FullyDecoupledDelayedGradients;
import dev.lockstep.strategies.delayed.PipeDream;
import java.util.List;

/** Strategies whose gradients are applied later than they would be. */
final class DelayedGradients {
  private static final int MOST = 1024;
  private static final String RUN_AHEAD = "runAhead";

  private DelayedGradients() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "pipedream",
                "1F1B without a flush; stashed weights keep each micro-batch consistent",
                "Narayanan et al., SOSP 2019",
                options -> new PipeDream())
            .saying(
                "Every micro-batch is a mini-batch of its own in one endless 1F1B; a "
                    + "stage updates after each backward and keeps the weights that "
                    + "micro-batches in flight have read.",
                "When devices must never wait and training tolerates weights that are p - "
                    + "1 - s updates old. Costs a copy of the weights for each micro-batch in "
                    + "flight.",
                "steady time of a micro-batch = F + B; staleness p - 1 - s; p - s weight "
                    + "versions"),
        StrategyEntry.of(
                "ddg",
                "decoupled backward: modules use gradients of earlier iterations",
                "Huo et al., ICML 2018",
                options -> new DecoupledDelayedGradients(options.flag(RUN_AHEAD)))
            .saying(
                "Forwards pass all stages in turn, but all stages go backward at once, "
                    + "each with the gradient that the next stage computed one iteration "
                    + "earlier.",
                "When the backward dominates and frameworks without pipelining are to be "
                    + "sped up; older gradients in lower stages.",
                "time of a micro-batch = p F + B; staleness p - 1 - s")
            .taking(runAhead()),
        StrategyEntry.of(
                "features-replay",
                "ddg that keeps inputs instead of activations and repeats the forward",
                "Huo et al., NeurIPS 2018",
                options -> new FeaturesReplay(options.flag(RUN_AHEAD)))
            .saying(
                "As ddg, but a stage keeps only its input and repeats its forward with "
                    + "the newest weights before it goes backward.",
                "When ddg takes too much memory: no stashes of activations or weights, "
                    + "for a second forward.",
                "time of a micro-batch = p F + F + B; staleness p - 1 - s")
            .taking(runAhead()),
        StrategyEntry.of(
                "fdg",
                "fully decoupled: forward and backward use what the iteration before sent",
                "Zhuang et al., arXiv 1906.09108",
                options ->
                    new FullyDecoupledDelayedGradients(
                        options.integer("accumulate"),
                        options.choice("order").equals("backward-first"),
                        options.flag(RUN_AHEAD)))
            .saying(
                "In each iteration every stage does one forward and one backward on what "
                    + "its neighbours sent in the iteration before.",
                "When throughput counts most: all devices are always busy, with gradients "
                    + "that are up to 2(p - 1) updates old; accumulate lowers that.",
                "time of a micro-batch = F + B; staleness ceil(2(p - 1 - s)/accumulate)")
            .taking(
                StrategyOption.integer("accumulate", 1, MOST, "backwards before each update")
                    .orElse(1),
                StrategyOption.oneOf(
                    "order",
                    List.of("forward-first", "backward-first"),
                    "which goes first in an iteration; backward-first is the authors' program"),
                runAhead()));
  }

  private static StrategyOption runAhead() {
    return StrategyOption.flag(RUN_AHEAD, "without the barrier after each iteration");
  }
}
