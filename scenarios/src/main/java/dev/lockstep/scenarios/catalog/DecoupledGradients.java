package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.decoupled.AccumulatedDecoupledLearning;
import java.util.List;

/** Strategies in which all stages go backward at once, on gradients of earlier iterations. */
final class DecoupledGradients {

  private DecoupledGradients() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "adl",
                "fdg whose updates gather the gradients of several backwards",
                "Zhuang et al., ICML 2021",
                options ->
                    new AccumulatedDecoupledLearning(
                        options.integer("accumulate"),
                        options.choice("mode").equals("B"),
                        options.flag("runAhead"),
                        options.number("shrink")))
            .taking(
                DelayedGradients.accumulate().orElse(4),
                StrategyOption.oneOf(
                    "mode", List.of("B", "A"), "B: backward, update, forward; A: forward first"),
                DelayedGradients.runAhead(),
                DelayedGradients.shrink()));
  }
}
