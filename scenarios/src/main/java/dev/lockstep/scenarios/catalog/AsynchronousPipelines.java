package dev.lockstep.scenarios.catalog;

import dev.lockstep.strategies.asynchronous.DoubleBufferedPipeDream;
import dev.lockstep.strategies.asynchronous.PipeDream;
import dev.lockstep.strategies.asynchronous.PipelinedBackpropagation;
import java.util.List;

/** Pipelines without a flush: stages update while other micro-batches are under way. */
final class AsynchronousPipelines {

  private AsynchronousPipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "pipedream",
                "1F1B without a flush; stashed weights keep each micro-batch consistent",
                "Narayanan et al., SOSP 2019",
                options -> new PipeDream(options.flag("verticalSync")))
            .taking(
                StrategyOption.flag(
                    "verticalSync", "every stage uses the weight version of the input stage")),
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
            .taking(StrategyOption.flag("stash", "the backward uses the weights of its forward")));
  }
}
