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
            options -> new PipeDream()),
        StrategyEntry.of(
                "ddg",
                "decoupled backward: modules use gradients of earlier iterations",
                "Huo et al., ICML 2018",
                options -> new DecoupledDelayedGradients(options.flag(RUN_AHEAD)))
            .taking(runAhead()),
        StrategyEntry.of(
                "features-replay",
                "ddg that keeps inputs instead of activations and repeats the forward",
                "Huo et al., NeurIPS 2018",
                options -> new FeaturesReplay(options.flag(RUN_AHEAD)))
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
