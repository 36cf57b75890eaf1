package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.decoupled.FeaturesReplay;
import dev.lockstep.strategies.decoupled.FullyDecoupledDelayedGradients;
import java.util.List;

/** Strategies whose gradients are applied later than they would be. */
final class DelayedGradients {
  private static final int MOST = 1024;
  private static final String RUN_AHEAD = "runAhead";

  private DelayedGradients() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "ddg",
                "decoupled backward: modules use gradients of earlier iterations",
                "Huo et al., ICML 2018",
                options -> new DecoupledDelayedGradients(options.flag(RUN_AHEAD)))
            .taking(runAhead()),
        StrategyEntry.of(
                "features-replay",
                "as ddg, but keeps inputs instead of activations and repeats the forward",
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
                        options.flag(RUN_AHEAD),
                        options.number("shrink")))
            .taking(
                accumulate().orElse(1),
                StrategyOption.oneOf(
                    "order",
                    List.of("forward-first", "backward-first"),
                    "which goes first in an iteration; backward-first is the authors' program"),
                runAhead(),
                shrink()));
  }

  static StrategyOption accumulate() {
    return StrategyOption.integer("accumulate", 1, MOST, "backwards before each update");
  }

  static StrategyOption shrink() {
    return StrategyOption.number(
            "shrink", 0.01, 1, "factor of each gradient at each stage boundary; no effect on time")
        .orElse(1.0);
  }

  static StrategyOption runAhead() {
    return StrategyOption.flag(RUN_AHEAD, "without the barrier after each iteration");
  }
}
