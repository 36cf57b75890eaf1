package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.model.Partition;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.scenario.Milliseconds;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.cluster.IdealCluster;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A scenario whose times were measured: a profile of stages, or layers. */
final class MeasuredPreparation {

  private static final double BYTES_PER_GB = 1e9;

  private MeasuredPreparation() {}

  /**
   * Puts the parts of the scenario together.
   *
   * @throws RefusedException if they do not fit
   */
  static Preparation of(Scenario scenario, Strategy strategy, Parts parts) {
    Workload workload =
        Workload.of(devices(scenario, strategy), scenario.training().microBatches());
    RunSize.require(strategy, workload);
    Schedule schedule = parts.planned(strategy, workload);
    Optional<Partition> partition =
        scenario.model().layers().map(layers -> cut(layers, scenario, strategy, schedule));
    List<Stage> stages = stages(scenario, partition, strategy, schedule);
    Cluster cluster = cluster(ideal(scenario), schedule.deviceCount());
    requireSizes(scenario, stages, cluster);
    return new Preparation(
        strategy,
        workload,
        cluster,
        stages,
        Optional.empty(),
        Assumptions.of(scenario.model(), partition, strategy, schedule));
  }

  private static IdealCluster ideal(Scenario scenario) {
    return scenario
        .cluster()
        .ideal()
        .orElseThrow(
            () ->
                new RefusedException(
                    "/cluster",
                    "measured times are those of their device, but the cluster names another",
                    "Use cluster.ideal with the links' latency and bandwidth."));
  }

  private static int devices(Scenario scenario, Strategy strategy) {
    ModelSection model = scenario.model();
    if (model.profile().isPresent()) {
      return model.profile().get().stages();
    }
    if (!strategy.cutsByDepth()) {
      throw new RefusedException(
          "/model/layers",
          "strategy %s also splits layers by width".formatted(strategy.name()),
          "Give the cost of each stage in model.profile.");
    }
    if (scenario.parallelism().isPresent()) {
      return scenario.parallelism().get().pipeline();
    }
    int chunks = strategy.stagesPerDevice();
    int stages = scenario.partition().map(p -> p.layersPerStage().size()).orElse(0);
    if (stages == 0 || stages % chunks != 0) {
      throw new RefusedException(
          "/parallelism",
          "nothing says how many devices the layers are spread over",
          "Give parallelism.pipeline, or partition.layersPerStage with %s."
              .formatted(chunks == 1 ? "one number a device" : chunks + " numbers a device"));
    }
    return stages / chunks;
  }

  private static Partition cut(
      Layers layers, Scenario scenario, Strategy strategy, Schedule schedule) {
    try {
      return StageCosts.cut(layers, scenario, strategy, schedule.stageCount());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "/model/layers", e.getMessage(), "Use fewer devices, chunks or stages.");
    }
  }

  private static List<Stage> stages(
      Scenario scenario, Optional<Partition> partition, Strategy strategy, Schedule schedule) {
    ModelSection model = scenario.model();
    return partition.isPresent()
        ? StageCosts.of(model.layers().orElseThrow(), partition.get())
        : StageCosts.of(model.profile().orElseThrow(), strategy, schedule);
  }

  private static Cluster cluster(IdealCluster ideal, int devices) {
    OptionalDouble bandwidth =
        ideal.bandwidthGBps().isPresent()
            ? OptionalDouble.of(ideal.bandwidthGBps().getAsDouble() * BYTES_PER_GB)
            : OptionalDouble.empty();
    Link link = new Link(Milliseconds.toNanos(ideal.transferLatencyMs()), bandwidth);
    return Cluster.ideal(devices, link, ideal.memoryBytes());
  }

  private static void requireSizes(Scenario scenario, List<Stage> stages, Cluster cluster) {
    boolean sized =
        stages.stream()
            .limit(stages.size() - 1L)
            .allMatch(stage -> stage.memory().boundaryBytes().isPresent());
    if (cluster.topology().timesDependOnSize() && !sized) {
      throw new RefusedException(
          "/cluster/ideal/bandwidthGBps",
          "a bandwidth, but no sizes to send",
          scenario.model().profile().isPresent()
              ? "Give model.profile.boundaryBytes, or only transferLatencyMs."
              : "Give outputBytes for every layer, or only transferLatencyMs.");
    }
  }
}
