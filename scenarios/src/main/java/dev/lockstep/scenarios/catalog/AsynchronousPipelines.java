package dev.lockstep.scenarios.catalog;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.strategies.asynchronous.DoubleBufferedPipeDream;
import dev.lockstep.strategies.asynchronous.PipeDream;
import dev.lockstep.strategies.asynchronous.PipeMare;
import dev.lockstep.strategies.asynchronous.PipeOptim;
import dev.lockstep.strategies.asynchronous.PipelinedBackpropagation;
import dev.lockstep.strategies.asynchronous.SpecTrain;
import dev.lockstep.strategies.asynchronous.StaleWeights;
import dev.lockstep.strategies.asynchronous.XPipe;
import dev.lockstep.strategies.placed.FtPipe;
import dev.lockstep.strategies.placed.ReplicatedPipeDream;
import java.util.List;

/** Pipelines without a flush: stages update while other micro-batches are under way. */
final class AsynchronousPipelines {
  private static final int MOST_MINI_BATCHES = 1_000_000;

  private static final int MOST_DEVICES = 4096;
  private static final String REPLICAS = "replicas";
  private static final String OVERLAP = "overlapSums";
  private static final String AUTO = "auto";

  private AsynchronousPipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "pipedream",
                "1F1B without a flush; stashed weights keep each micro-batch consistent",
                "Narayanan et al., SOSP 2019",
                AsynchronousPipelines::pipeDream)
            .taking(
                StrategyOption.flag(
                    "verticalSync", "every stage uses the weight version of the input stage"),
                StrategyOption.list(
                    REPLICAS,
                    1,
                    MOST_DEVICES,
                    List.of(AUTO),
                    "devices of each stage, which take mini-batches in turn; auto cuts the layers"
                        + " and chooses them; 1 each unless given"),
                StrategyOption.flag(
                    OVERLAP,
                    "a replica goes forward once more before it waits for the others' gradients")),
        StrategyEntry.of(
            "pipedream-2bw",
            "1F1B without a flush; an update a mini-batch, delayed by one, two weight versions",
            "Narayanan et al., ICML 2021",
            options -> new DoubleBufferedPipeDream()),
        StrategyEntry.of(
                "pipelined-backprop",
                "forward and backward of every stage in every turn, with the newest weights",
                "Kosson et al., MLSys 2021",
                options -> new PipelinedBackpropagation(options.flag("stash")))
            .taking(StrategyOption.flag("stash", "the backward uses the weights of its forward")),
        StrategyEntry.of(
                "stale-weights",
                "a mini-batch enters in every cycle; as a hybrid, only for the first part of the run",
                "Zhang and Abdelrahman, arXiv 1912.12675",
                options -> new StaleWeights(options.optionalInteger("pipelined")))
            .taking(
                StrategyOption.integer(
                    "pipelined",
                    0,
                    MOST_MINI_BATCHES,
                    "mini-batches until pipelining ends; it does not unless given")));
  }

  static List<StrategyEntry> mixed() {
    return List.of(
        StrategyEntry.of(
                "ftpipe",
                "several stages a device, anywhere in the model, so that all devices have equal load",
                "Eliad et al., USENIX ATC 2021",
                options ->
                    new FtPipe(
                        options.list("placement"),
                        options.integer("stagesPerDevice"),
                        options.flag("stash")))
            .taking(
                StrategyOption.list(
                    "placement",
                    0,
                    MOST_DEVICES - 1,
                    List.of(),
                    "device of each stage; unless given, layers are cut into stagesPerDevice blocks a"
                        + " device, which are placed by load, and stages of a profile go over the"
                        + " devices in turn"),
                StrategyOption.integer(
                        "stagesPerDevice", 1, 64, "stages, or blocks of layers, for each device")
                    .orElse(2),
                StrategyOption.flag("stash", "the backward uses the weights of its forward")));
  }

  private static Strategy pipeDream(StrategyOptions options) {
    if (!options.has(REPLICAS) && options.flag(OVERLAP)) {
      throw new ScheduleException("pipedream with overlapSums, but without replicas to wait for");
    }
    if (!options.has(REPLICAS)) {
      return new PipeDream(options.flag("verticalSync"));
    }
    if (options.flag("verticalSync")) {
      throw new ScheduleException(
          "pipedream with verticalSync and replicas; it admits one of the two");
    }
    return new ReplicatedPipeDream(
        options
            .list(REPLICAS)
            .orElseThrow(
                () ->
                    new ScheduleException(
                        "pipedream with replicas \"auto\", but no layers to cut. Maybe give"
                            + " model.layers, or a number for each stage.")),
        options.flag(OVERLAP));
  }

  static List<StrategyEntry> predicting() {
    return List.of(
        StrategyEntry.of(
            "spectrain",
            "1F1B without a flush; forward and backward predict weights",
            "Chen et al., arXiv 1809.02839",
            options -> new SpecTrain()),
        StrategyEntry.of(
            "xpipe",
            "1F1B without a flush; the first micro-batch of a mini-batch predicts for all",
            "Guan et al., arXiv 1911.04610",
            options -> new XPipe()),
        StrategyEntry.of(
            "pipeoptim",
            "1F1B without a flush; the forward predicts weights with the optimizer's direction",
            "Guan et al., arXiv 2312.00839",
            options -> new PipeOptim()),
        StrategyEntry.of(
            "pipemare",
            "forward and backward of every stage in every turn; one weight version",
            "Yang et al., MLSys 2021",
            options -> new PipeMare()));
  }
}
