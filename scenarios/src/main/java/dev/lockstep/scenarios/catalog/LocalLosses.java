package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.coupled.BackLink;
import dev.lockstep.strategies.coupled.Combination;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.coupled.OverlappingLocal;
import dev.lockstep.strategies.coupled.Priority;
import dev.lockstep.strategies.coupled.Timing;
import dev.lockstep.strategies.local.AsyncLocal;
import dev.lockstep.strategies.local.ChunkedLocal;
import dev.lockstep.strategies.local.ForwardGradient;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.local.LocalLearning;
import java.util.List;
import java.util.Locale;

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
                options ->
                    new LocalLearning(options.integer(QUEUE), options.integer("virtualStages")))
            .alias("greedy", "dgl", "ppll")
            .taking(queueCapacity(), turns()),
        StrategyEntry.of(
                "dgl-async",
                "local learning from replay buffers: no stage waits for another",
                "Belilovsky et al., ICML 2020",
                options ->
                    new AsyncLocal(
                        options.integer("bufferSize"),
                        options.optionalInteger("slowStage"),
                        options.integer("slowdown")))
            .taking(
                StrategyOption.integer(
                        "bufferSize", 1, MOST, "micro-batches in the buffer between two stages")
                    .orElse(30),
                StrategyOption.integer("slowStage", 0, MOST, "a stage slower than the others"),
                StrategyOption.integer("slowdown", 1, MOST, "how many times slower it is")
                    .orElse(1)),
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
                            : Priority.BACKWARD_FIRST,
                        word(Combination.class, options.choice("combine")),
                        word(Timing.class, options.choice("timing"))))
            .taking(
                StrategyOption.integer("lookAhead", 1, MOST, "stages that a loss looks back over")
                    .orElse(1),
                StrategyOption.integer(
                    "inFlight", 1, MOST, "micro-batches in flight; unlimited unless given"),
                StrategyOption.oneOf(
                    "priority",
                    List.of("forward-first", "backward-first"),
                    "which ready task goes first"),
                StrategyOption.oneOf(
                    "combine",
                    List.of("farthest", "sum", "mean"),
                    "the losses that reach a stage and that it learns from"),
                StrategyOption.oneOf(
                    "timing",
                    List.of("as-computed", "pairwise-code", "list-code"),
                    "when gradients are sent; the latter two as the authors' programs do")));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String choice) {
    return Enum.valueOf(type, choice.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static List<StrategyEntry> grouped() {
    return List.of(
        StrategyEntry.of(
            "overlapping-local",
            "each stage learns from its own and the next stage's loss",
            "Laskin et al., arXiv 2012.03837",
            options -> new OverlappingLocal()),
        StrategyEntry.of(
            "backlink",
            "local learning whose losses also reach the end of the stage before",
            "Guo et al., arXiv 2205.07141",
            options -> new BackLink()),
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

  static List<StrategyEntry> estimating() {
    return List.of(
        StrategyEntry.of(
                "forward-gradient",
                "no backward: stages try a perturbation and learn what it does to the loss",
                "Fournier et al., ICML 2023",
                options ->
                    new ForwardGradient(
                        word(ForwardGradient.Perturbation.class, options.choice("perturbation"))))
            .taking(
                StrategyOption.oneOf(
                    "perturbation",
                    List.of("joint", "per-block", "local"),
                    "all stages at once, each by itself, or each for a loss of its own")));
  }

  private static StrategyOption queueCapacity() {
    return StrategyOption.integer(
            QUEUE, 1, MOST, "mini-batches that may wait between a stage and the next")
        .orElse(2);
  }

  private static StrategyOption turns() {
    return StrategyOption.integer("virtualStages", 1, MOST, "stages that take turns on each device")
        .orElse(1);
  }
}
