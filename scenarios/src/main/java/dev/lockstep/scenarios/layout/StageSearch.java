package dev.lockstep.scenarios.layout;

import dev.lockstep.core.model.Layer;
import dev.lockstep.core.model.Partition;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.assembly.Cut;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.strategies.placed.MixedPlacement;
import dev.lockstep.strategies.placed.PipeDreamPartition;
import dev.lockstep.strategies.placed.PipeDreamPartition.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Chooses cut and devices of the stages where a scenario leaves both to the strategy's own method.
 */
public final class StageSearch {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Scenario scenario;
  private final Supplier<NetworkStages> network;

  private StageSearch(Scenario scenario, Supplier<NetworkStages> network) {
    this.scenario = scenario;
    this.network = network;
  }

  /**
   * A scenario that leaves nothing open.
   *
   * @param scenario with the cut and the strategy's options that were chosen
   * @param notes what was chosen, in words
   */
  public record Found(Scenario scenario, List<String> notes) {}

  /**
   * The scenario with what the search chose; as it is if it leaves nothing to a search.
   *
   * @param network the stages of its network if its model is one
   * @throws ScheduleException if there is nothing to search
   * @throws IllegalArgumentException in one line, if parts of the scenario do not fit
   */
  public static Found of(Scenario scenario, Supplier<NetworkStages> network) {
    StageSearch search = new StageSearch(scenario, network);
    Map<String, Object> options = scenario.strategy().options().values();
    boolean layered = scenario.model().profile().isEmpty();
    if (layered && "auto".equals(options.get("replicas"))) {
      return search.replicated();
    }
    if (layered && options.get("replicas") instanceof List<?> && scenario.partition().isEmpty()) {
      return search.cut(scenario.strategy().options().list("replicas").orElseThrow());
    }
    boolean mixed =
        scenario.strategy().name().equals("ftpipe") && !options.containsKey("placement");
    if (layered && mixed && scenario.parallelism().isPresent()) {
      return search.mixed(options);
    }
    return new Found(scenario, List.of());
  }

  /** Blocks as cut by the scenario, or as many as the option asks for, with about equal loads. */
  private Found mixed(Map<String, Object> options) {
    int devices = scenario.parallelism().orElseThrow().pipeline();
    List<Layer> layers = layers();
    int blocks = Math.min(layers.size(), devices * (Integer) options.get("stagesPerDevice"));
    if (layers.size() < devices) {
      throw new ScheduleException(
          "ftpipe with %d layers on %d devices; every device needs a layer"
              .formatted(layers.size(), devices));
    }
    List<Integer> cut =
        scenario
            .partition()
            .map(PartitionSection::layersPerStage)
            .filter(sizes -> !sizes.isEmpty())
            .orElseGet(() -> Partition.balanced(layers, blocks, stage -> false).layersPerStage());
    MixedPlacement placement = MixedPlacement.of(loads(layers, cut), devices);
    List<Integer> sizes = new ArrayList<>();
    int from = 0;
    for (int count : placement.blocksPerStage()) {
      sizes.add(cut.subList(from, from + count).stream().mapToInt(n -> n).sum());
      from += count;
    }
    return found(
        sizes,
        with("placement", placement.deviceOfStage()),
        "stages of %s layers on devices %s, placed by load"
            .formatted(sizes, placement.deviceOfStage()));
  }

  /** The options with one that was chosen. */
  private Map<String, Object> with(String option, List<Integer> chosen) {
    Map<String, Object> all = new LinkedHashMap<>(scenario.strategy().options().values());
    all.put(option, chosen);
    return all;
  }

  private static long[] loads(List<Layer> layers, List<Integer> cut) {
    long[] loads = new long[cut.size()];
    int layer = 0;
    for (int block = 0; block < loads.length; block++) {
      for (int n = 0; n < cut.get(block) && layer < layers.size(); n++) {
        loads[block] += layers.get(layer++).computeNanos();
      }
    }
    return loads;
  }

  private Found replicated() {
    int devices = openDevices("replicas \"auto\" chooses the cut too");
    Costs costs = Costs.of(layers(), ReplicaTimes.of(scenario, devices));
    return found(
        PipeDreamPartition.of(costs.computeNanos(), costs.transferNanos(), costs.sums(), devices),
        "configuration %s, stages of %s layers, by PipeDream's partitioner, which expects %.3f ms a"
            + " mini-batch");
  }

  /** The cut of given replicas; left to their times alone if sizes are unknown. */
  private Found cut(List<Integer> replicas) {
    List<Layer> layers = layers();
    boolean sized =
        layers.stream()
            .allMatch(l -> l.parameterBytes().isPresent() && l.outputBytes().isPresent());
    if (!sized) {
      return new Found(scenario, List.of());
    }
    int devices = replicas.stream().mapToInt(r -> r).sum();
    Costs costs = Costs.of(layers, ReplicaTimes.of(scenario, devices));
    return found(
        PipeDreamPartition.of(costs.computeNanos(), costs.transferNanos(), costs.sums(), replicas),
        "%s cut into stages of %s layers by PipeDream's partitioner, which expects %.3f ms a"
            + " mini-batch");
  }

  private Found found(Configuration best, String note) {
    return found(
        best.layersPerStage(),
        with("replicas", best.replicas()),
        String.format(
            Locale.ROOT, note, best, best.layersPerStage(), best.periodNanos() / NANOS_PER_MILLI));
  }

  /** Devices of a pipeline whose cut is open. */
  private int openDevices(String search) {
    if (scenario.partition().isPresent()) {
      throw new ScheduleException(
          "%s, but the scenario has a partition. Maybe remove it.".formatted(search));
    }
    return scenario
        .parallelism()
        .map(ParallelismSection::pipeline)
        .orElseThrow(
            () ->
                new ScheduleException(
                    "%s, but not the devices. Maybe give parallelism.pipeline.".formatted(search)));
  }

  private List<Layer> layers() {
    return scenario
        .model()
        .layers()
        .map(MeasuredLayers::of)
        .orElseGet(() -> Cut.blocks(network.get()));
  }

  private Found found(List<Integer> layersPerStage, Map<String, ?> chosen, String note) {
    String name = scenario.strategy().name();
    StrategySection strategy =
        new StrategySection(name, StrategyCatalog.standard().byName(name).options(chosen));
    PartitionSection cut = new PartitionSection(layersPerStage, List.of());
    return new Found(scenario.with(strategy, cut), List.of(note));
  }
}
