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
            .saying(
                "Each stage but the last has a small head of its own and learns from its "
                    + "loss; only activations travel.",
                "When links are slow or stages must not wait for each other; accuracy is "
                    + "lower than that of end-to-end training and falls with the number of "
                    + "stages.",
                "time of a micro-batch = F + A + B of the slowest stage, A its head; one "
                    + "stash on every device")
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
            .saying(
                "Gradients of each head travel lookAhead stages down and no further; a "
                    + "stage learns from the farthest loss that reaches it.",
                "Between local and end-to-end: more look-ahead gives more accuracy and "
                    + "more waiting.",
                "")
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
                options -> new OverlappingLocal())
            .saying(
                "Each stage adds the gradient of its own loss to that of the next stage, "
                    + "so that neighbouring pairs overlap.",
                "Where pairwise look-ahead is wanted with both losses felt by every " + "stage.",
                ""),
        StrategyEntry.of(
                "chunked-local",
                "backward within chunks of stages, local losses between them",
                "Laskin et al., arXiv 2012.03837",
                options ->
                    new ChunkedLocal(options.integer("stagesPerChunk"), options.integer(QUEUE)))
            .saying(
                "Chunks of stages train end to end as gpipe does; between chunks only "
                    + "activations travel.",
                "When a few end-to-end stages in a row are affordable and many are not.",
                "")
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
            .saying(
                "Modules in depth are split into groups in width, one device each; every "
                    + "group has a head and sends its activations to all groups of the next "
                    + "module.",
                "When layers are wide and devices many: parallel in depth and width "
                    + "without gradients between devices. An all-to-all of activations between "
                    + "modules.",
                "time of a micro-batch = F + A + B of the slowest group")
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
