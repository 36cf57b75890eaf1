package dev.lockstep.scenarios.report.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A strategy with its default options on the smallest workload that shows its pattern: times of 1
 * ms for forward, input gradient, weight gradient and head, and transfers that take none.
 *
 * @param run its timelines
 * @param result its figures
 * @param promises what it promised for the steady run
 */
record SmallRun(Run run, RunResult result, Promises promises) {

  /** Devices and micro-batches, the first that a strategy admits. */
  private static final List<Workload> SIZES =
      List.of(Workload.of(4, 8), Workload.of(4, 4), Workload.of(8, 8), Workload.of(2, 4));

  /** Runs it; empty if it admits none of the sizes, such as an order without a file. */
  static Optional<SmallRun> of(StrategyEntry entry) {
    for (Workload size : SIZES) {
      try {
        return Optional.of(of(entry, size));
      } catch (RefusedException e) {
        continue; // a size that is not admitted is not the one to show
      }
    }
    return Optional.empty();
  }

  private static SmallRun of(StrategyEntry entry, Workload size) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode profile = tree.put("name", entry.name()).putObject("model").putObject("profile");
    profile.put("stages", size.devices()).put("forwardMs", 1).put("backwardInputMs", 1);
    profile.put("backwardWeightMs", 1).put("auxiliaryMs", 1);
    tree.putObject("cluster").putObject("ideal").put("transferLatencyMs", 0);
    tree.putObject("training").put("microBatches", size.microBatches());
    tree.putObject("strategy").put("name", entry.name());
    Run run = Run.of(ScenarioReader.read(tree, entry.name(), Path.of(entry.name())));
    int last = run.steady().schedule().taskCount() - 1;
    int iterations = 1;
    for (int task = 0; task <= last; task++) {
      iterations = Math.max(iterations, run.steady().schedule().iteration(task) + 1);
    }
    Workload steady = size.withIterations(iterations);
    return new SmallRun(run, run.result(), run.preparation().strategy().promises(steady));
  }

  int microBatches() {
    return run.preparation().workload().microBatches();
  }

  int devices() {
    return run.preparation().workload().devices();
  }
}
