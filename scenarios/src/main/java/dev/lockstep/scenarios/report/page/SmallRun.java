package dev.lockstep.scenarios.report.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A strategy with its default options on the smallest workload that shows its pattern, with
 * transfers that take no time.
 *
 * @param run its timelines
 * @param result its figures
 * @param promises what it promised for the steady run
 * @param times of a stage
 */
record SmallRun(Run run, RunResult result, Promises promises, Times times) {

  /** Devices and micro-batches, the first that a strategy admits. */
  private static final List<Workload> SIZES =
      List.of(
          Workload.of(4, 8),
          Workload.of(4, 4),
          Workload.of(8, 8),
          Workload.of(2, 4),
          Workload.of(1, 8));

  private static final double NANOS_PER_MS = 1e6;
  private static final int PARAMETER_BYTES = 5040; // of a device; whole for many a number of chunks

  /**
   * What one micro-batch takes on a device, in milliseconds.
   *
   * @param forward F
   * @param inputGradient I
   * @param weightGradient W
   * @param head A, of a stage's own loss: forward, loss, backward
   */
  record Times(double forward, double inputGradient, double weightGradient, double head) {

    /** Forward, both gradients and head take 1 ms each. */
    static final Times EQUAL = new Times(1, 1, 1, 1);

    double backward() {
      return inputGradient + weightGradient;
    }
  }

  /** Runs it; empty if it admits none of the sizes, such as an order without a file. */
  static Optional<SmallRun> of(StrategyEntry entry) {
    return SIZES.stream()
        .map(size -> of(entry, size, Times.EQUAL))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Runs it; empty if it does not admit the size. */
  static Optional<SmallRun> of(StrategyEntry entry, Workload size, Times times) {
    try {
      Run run =
          Run.of(ScenarioReader.read(scenario(entry, size, times), entry.name(), Path.of("")));
      int last = run.steady().schedule().taskCount() - 1;
      int iterations = 1;
      for (int task = 0; task <= last; task++) {
        iterations = Math.max(iterations, run.steady().schedule().iteration(task) + 1);
      }
      Workload steady = size.withIterations(iterations);
      Promises promises = run.preparation().strategy().promises(steady);
      return Optional.of(new SmallRun(run, run.result(), promises, times));
    } catch (RefusedException e) {
      return Optional.empty(); // a size that is not admitted is not the one to show
    }
  }

  private static ObjectNode scenario(StrategyEntry entry, Workload size, Times times) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode profile = tree.put("name", entry.name()).putObject("model").putObject("profile");
    profile.put("stages", size.devices()).put("forwardMs", times.forward());
    profile.put("backwardInputMs", times.inputGradient());
    profile.put("backwardWeightMs", times.weightGradient());
    profile.put("auxiliaryMs", times.head()).put("parameterBytes", PARAMETER_BYTES);
    tree.putObject("cluster").putObject("ideal").put("transferLatencyMs", 0);
    tree.putObject("training").put("microBatches", size.microBatches());
    tree.putObject("strategy").put("name", entry.name());
    return tree;
  }

  int microBatches() {
    return run.preparation().workload().microBatches();
  }

  int devices() {
    return run.preparation().workload().devices();
  }

  /** Parts of a device's share of a micro-batch that stashes are counted in: chunks or slices. */
  int parts() {
    return run.preparation().strategy().stagesPerDevice()
        * run.preparation().strategy().slicesPerMicroBatch();
  }

  /** Whether a mini-batch begins before the one before it has ended. */
  boolean overlaps() {
    return result.iterationTimeMs() < result.makespanMs();
  }

  /** Whether stages have losses of their own. */
  boolean hasHeads() {
    Schedule schedule = run.alone().schedule();
    return IntStream.range(0, schedule.taskCount())
        .mapToObj(schedule::operation)
        .anyMatch(operation -> operation.name().startsWith("AUXILIARY"));
  }

  /** One mini-batch, or several where they overlap. */
  Timeline picture() {
    return overlaps() ? run.picture() : run.alone();
  }

  /** How many forwards of a part of a device's share the picture is long. */
  double passes() {
    return picture().makespanNanos() / NANOS_PER_MS * parts() / times.forward();
  }

  List<Integer> stashes() {
    return result.perDevice().stream().map(DeviceResult::peakInFlight).toList();
  }

  /** By device: bytes of all versions of its weights over those of its share of the model. */
  List<Double> weightCopies() {
    return result.perDevice().stream().map(SmallRun::weightCopies).toList();
  }

  private static double weightCopies(DeviceResult device) {
    Map<String, Long> memory = device.memory().orElse(Map.of());
    double sizeBytes = memory.getOrDefault("weights", 0L) + memory.getOrDefault("stash", 0L);
    return sizeBytes / PARAMETER_BYTES;
  }

  /**
   * What was measured of a figure that a formula gives, by stage or device where it has several.
   */
  List<Double> measured(String figure) {
    return switch (figure) {
      case "time" -> List.of(result.makespanMs());
      case "span" -> List.of(result.spanMs());
      case "bubble" -> List.of(result.bubbleFraction());
      case "steady time" -> List.of(result.iterationTimeMs());
      case "staleness" -> numbers(result.staleness());
      case "weight versions" -> numbers(result.weightVersions());
      case "weight copies" -> weightCopies();
      case "stashes" -> numbers(stashes());
      default -> List.of();
    };
  }

  private static List<Double> numbers(Collection<Integer> counts) {
    return counts.stream().map(Integer::doubleValue).toList();
  }

  /** The names in formulas, but for that of a stage. */
  Map<String, Double> symbols() {
    Map<String, Double> symbols = new TreeMap<>();
    symbols.put("p", (double) devices());
    symbols.put("m", (double) microBatches());
    symbols.put("v", (double) run.preparation().strategy().stagesPerDevice());
    symbols.put("F", times.forward());
    symbols.put("I", times.inputGradient());
    symbols.put("W", times.weightGradient());
    symbols.put("A", times.head());
    symbols.put("B", times.backward());
    run.scenario()
        .strategy()
        .options()
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Integer number) {
                symbols.put(name, number.doubleValue());
              }
            });
    return symbols;
  }
}
