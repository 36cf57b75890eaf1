package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.baseline.Sequential;
import dev.lockstep.strategies.delayed.DecoupledDelayedGradients;
import dev.lockstep.strategies.delayed.FeaturesReplay;
import dev.lockstep.strategies.delayed.FullyDecoupledDelayedGradients;
import dev.lockstep.strategies.delayed.PipeDream;
import dev.lockstep.strategies.local.ChunkedLocal;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.local.Interlocking;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.local.OverlappingLocal;
import dev.lockstep.strategies.local.Priority;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.InterleavedOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import dev.lockstep.strategies.pipeline.ZeroBubbleH1;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every strategy that a scenario may name, in the order in which lists print them. */
public final class StrategyCatalog {
  private static final int MOST = 1024;
  private static final String QUEUE = "queueCapacity";
  private static final String RUN_AHEAD = "runAhead";
  private static final StrategyCatalog STANDARD =
      new StrategyCatalog(
          Stream.of(baselines(), pipelines(), delayed(), local(), grouped())
              .flatMap(List::stream)
              .toList());

  private final List<StrategyEntry> entries;

  /** A catalogue of the given strategies. */
  public StrategyCatalog(List<StrategyEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The strategies of this project. */
  public static StrategyCatalog standard() {
    return STANDARD;
  }

  /** All strategies. */
  public List<StrategyEntry> entries() {
    return entries;
  }

  /** Names and aliases of all strategies. */
  public List<String> names() {
    return entries.stream().flatMap(entry -> entry.names().stream()).toList();
  }

  /** The strategy with this name or alias. */
  public Optional<StrategyEntry> find(String name) {
    return entries.stream().filter(entry -> entry.names().contains(name)).findFirst();
  }

  /**
   * The strategy with this name or alias.
   *
   * @throws IllegalArgumentException in one line, naming the nearest name and all known ones
   */
  public StrategyEntry byName(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException(NearestWord.unknown("strategy", name, names())));
  }

  private static List<StrategyEntry> baselines() {
    return List.of(
        StrategyEntry.of(
            "sequential", "the whole model on one device", "-", options -> new Sequential()),
        StrategyEntry.of(
                "naive",
                "model parallel without pipelining: one micro-batch at a time",
                "-",
                options -> new Naive(options.flag("splitBackward")))
            .taking(
                StrategyOption.flag(
                    "splitBackward",
                    "send the input gradient before the weight gradient is done")));
  }

  private static List<StrategyEntry> pipelines() {
    return List.of(
        StrategyEntry.of(
            "gpipe",
            "all forwards, then all backwards, then a flush",
            "Huang et al., NeurIPS 2019",
            options -> new GPipe()),
        StrategyEntry.of(
                "1f1b",
                "one forward, one backward, then a flush",
                "Fan et al., PPoPP 2021; Narayanan et al., ICML 2021",
                options -> new OneForwardOneBackward())
            .alias("dapple", "pipedream-flush"),
        StrategyEntry.of(
                "interleaved-1f1b",
                "1F1B with several chunks of the model on each device",
                "Narayanan et al., SC 2021",
                options -> new InterleavedOneForwardOneBackward(options.integer("virtualStages")))
            .taking(
                StrategyOption.integer("virtualStages", 1, MOST, "chunks on each device")
                    .orElse(2)),
        StrategyEntry.of(
            "zb-h1",
            "weight gradients fill the bubble, at the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH1()),
        StrategyEntry.of(
            "zb-h2",
            "weight gradients fill the whole bubble, at twice the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH2()));
  }

  private static List<StrategyEntry> delayed() {
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

  private static List<StrategyEntry> local() {
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

  private static List<StrategyEntry> grouped() {
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
