package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.local.ChunkedLocal;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.local.Interlocking;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.local.OverlappingLocal;
import dev.lockstep.strategies.local.Priority;
import java.util.List;

/** Strategies whose stages learn from losses of their own. */
final class LocalLosses {
  private static final int MOST = 1024;
  private static final String QUEUE = "queueCapacity";

  private LocalLosses() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "local",
                "each stage learns from its own auxiliary loss",
                "Belilovsky et al., ICML 2020",
                options -> new LocalLearning(options.integer(QUEUE)))
            .alias("greedy", "dgl", "ppll")
            .taking(queueCapacity()),
        StrategyEntry.of(
                "interlocking",
                "each stage learns from the loss of a stage a few ahead",
                "Gomez et al., JMLR 2022",
                options ->
                    new Interlocking(
                        options.integer("lookAhead"),
                        options.optionalInteger("inFlight"),
                        options.choice("priority").equals("forward-first")
                            ? Priority.FORWARD_FIRST
                            : Priority.BACKWARD_FIRST))
            .taking(
                StrategyOption.integer("lookAhead", 1, MOST, "stages that a loss looks back over")
                    .orElse(1),
                StrategyOption.integer(
                    "inFlight", 1, MOST, "micro-batches in flight; unlimited unless given"),
                StrategyOption.oneOf(
                    "priority",
                    List.of("forward-first", "backward-first"),
                    "which ready task goes first")));
  }

  static List<StrategyEntry> grouped() {
    return List.of(
        StrategyEntry.of(
            "overlapping-local",
            "each stage learns from its own and the next stage's loss",
            "Laskin et al., arXiv 2012.03837",
            options -> new OverlappingLocal()),
        StrategyEntry.of(
                "chunked-local",
                "backward within chunks of stages, local losses between them",
                "Laskin et al., arXiv 2012.03837",
                options ->
                    new ChunkedLocal(options.integer("stagesPerChunk"), options.integer(QUEUE)))
            .taking(
                StrategyOption.integer("stagesPerChunk", 1, MOST, "stages in each chunk").orElse(2),
                queueCapacity()),
        StrategyEntry.of(
                "gn-dgl",
                "a grid of depth modules by width groups, each with its own loss",
                "Patel et al., arXiv 2301.07635",
                options ->
                    new GroupedLocal(
                        options.integer("groups"),
                        options.flag("diversity"),
                        options.integer(QUEUE)))
            .taking(
                StrategyOption.integer("groups", 1, MOST, "width groups in each module").orElse(2),
                StrategyOption.flag("diversity", "a loss term that keeps the groups apart")
                    .orElse(true),
                queueCapacity()));
  }

  private static StrategyOption queueCapacity() {
    return StrategyOption.integer(
            QUEUE, 1, MOST, "mini-batches that may wait between a stage and the next")
        .orElse(2);
  }
}
