package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.baseline.DataParallel;
import dev.lockstep.strategies.baseline.Ideal;
import dev.lockstep.strategies.baseline.LocalSgd;
import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.List;

/** What strategies are compared with. */
final class Baselines {

  private static final int MOST = 1024;

  private Baselines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
            "ideal",
            "no training: the same work evenly shared by devices that never wait",
            "-",
            options -> new Ideal()),
        StrategyEntry.of(
            "sequential", "the whole model on one device", "-", options -> new Sequential()),
        StrategyEntry.of(
            "data-parallel",
            "the whole model on every device; gradients summed before each update",
            "-",
            options -> new DataParallel()),
        StrategyEntry.of(
                "local-sgd",
                "data parallel that averages the weights of the devices every few steps",
                "Stich, ICLR 2019; Lin et al., ICLR 2020",
                options -> new LocalSgd(options.integer("localSteps")))
            .taking(
                StrategyOption.integer(
                        "localSteps", 1, MOST, "mini-batches from one average to the next")
                    .orElse(8)),
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
}
