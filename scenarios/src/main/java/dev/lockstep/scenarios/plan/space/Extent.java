package dev.lockstep.scenarios.plan.space;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.transformer.Experts;
import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.scenarios.assembly.Cut;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.assembly.network.Networks;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.hardware.HardwareCatalog;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Recompute;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.cluster.DeviceCount;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How far each axis of a space goes.
 *
 * @param devices how many there are, or at most
 * @param exact whether a plan must use all of them
 * @param devicesPerNode up to which layers are split
 * @param layers up to which a pipeline can be long
 * @param blocks that a cut counts; 0 where only the usual one is known
 * @param isNetwork whether times follow from the model's shape
 * @param hasAttention whether it has attention, so that sequences can be split and attention be
 *     recomputed alone
 * @param ofStages whether times are given for whole stages, so that the pipeline is as long
 * @param mostExperts of a layer; 1 if it has none
 * @param samples of a mini-batch over all replicas; micro-batches where times were measured
 */
record Extent(
    int devices,
    boolean exact,
    int devicesPerNode,
    int layers,
    int blocks,
    boolean isNetwork,
    boolean hasAttention,
    boolean ofStages,
    int mostExperts,
    long samples) {

  private static final int MOST_CONTEXT = 8;

  static Extent of(Problem problem) {
    Scenario base = problem.base();
    boolean network = base.model().isNetwork();
    OptionalInt known = devices(base.cluster());
    int devices =
        known.isPresent()
            ? Math.min(known.getAsInt(), problem.limits().devices().orElse(Integer.MAX_VALUE))
            : problem.limits().devices().orElseGet(() -> Math.max(longest(problem), given(base)));
    boolean exact = known.isPresent() && known.getAsInt() == devices;
    return new Extent(
        devices,
        exact,
        devicesPerNode(base.cluster(), devices),
        layers(base),
        blocks(base),
        network,
        network && Networks.of(base.model()).hasAttention(),
        base.model().profile().isPresent(),
        network ? experts(Networks.of(base.model())) : 1,
        samples(base, network));
  }

  /** Devices of a cluster that says how many it has. */
  static OptionalInt devices(ClusterSection cluster) {
    if (!cluster.devices().isEmpty()) {
      return OptionalInt.of(cluster.devices().stream().mapToInt(DeviceCount::count).sum());
    }
    if (cluster.nodes().isEmpty() || cluster.ideal().isPresent()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        Math.multiplyExact(cluster.nodes().getAsInt(), devicesPerNode(cluster, 1)));
  }

  private static int devicesPerNode(ClusterSection cluster, int otherwise) {
    return cluster
        .preset()
        .map(name -> HardwareCatalog.standard().cluster(name).node().devicesPerNode())
        .orElseGet(
            () -> cluster.devicesPerNode().orElse(cluster.nodes().isPresent() ? 1 : otherwise));
  }

  private static int longest(Problem problem) {
    return problem.space().pipeline().stream().mapToInt(Collections::max).max().orElse(1);
  }

  private static int given(Scenario base) {
    return base.model()
        .profile()
        .map(profile -> profile.stages())
        .or(
            () ->
                base.parallelism()
                    .map(degrees -> (int) degrees.devicesPerReplica() * degrees.data().orElse(1)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing says how many devices there are. Maybe give cluster.nodes or"
                        + " limits.devices."));
  }

  private static int layers(Scenario base) {
    if (base.model().layers().isPresent()) {
      return base.model().layers().get().rows().size();
    }
    if (base.model().profile().isPresent()) {
      return base.model().profile().get().stages();
    }
    return alone(base).layers(0, false).size();
  }

  /** Of measured layers all; of networks the blocks of those that are alike. */
  private static int blocks(Scenario base) {
    if (base.model().isNetwork()) {
      return Networks.of(base.model()).hasAttention() ? Cut.blocks(alone(base)).size() : 0;
    }
    return base.model().layers().map(layers -> layers.rows().size()).orElse(0);
  }

  private static NetworkStages alone(Scenario base) {
    Candidate alone =
        new Candidate(
            0,
            ParallelismSection.ofPipeline(1).withData(1),
            OptionalInt.of(1),
            1,
            Optional.empty(),
            "",
            base.strategy(),
            CutRule.USUAL,
            Optional.empty());
    return new NetworkStages(alone.in(base), FittedConstants.standard(), setup -> setup);
  }

  private static int experts(Network network) {
    return network instanceof Transformer transformer
        ? transformer.shape().experts().map(Experts::experts).orElse(1)
        : 1;
  }

  private static long samples(Scenario base, boolean network) {
    int data =
        base.parallelism().map(ParallelismSection::data).orElse(OptionalInt.empty()).orElse(1);
    long microBatches = (long) base.training().microBatches() * data;
    return network ? microBatches * base.training().microBatch().orElse(1) : microBatches;
  }

  List<Integer> pipelines() {
    return ofStages ? List.of(layers) : divisors(Math.min(layers, devices));
  }

  List<Integer> tensors() {
    return isNetwork ? Space.powersOfTwo(Math.min(devicesPerNode, devices)) : List.of(1);
  }

  List<Integer> contexts() {
    return hasAttention ? Space.powersOfTwo(Math.min(MOST_CONTEXT, devices)) : List.of(1);
  }

  List<Integer> experts() {
    return Space.powersOfTwo(mostExperts);
  }

  List<Optional<Recompute>> recomputes() {
    return hasAttention
        ? List.of(
            Optional.of(Recompute.NONE),
            Optional.of(Recompute.SELECTIVE),
            Optional.of(Recompute.FULL))
        : List.of(Optional.of(Recompute.NONE), Optional.of(Recompute.FULL));
  }

  /** Cuts of so many stages that may differ from one another. */
  List<CutRule> cuts(int stages) {
    if (blocks < stages || stages < 2) {
      return List.of(CutRule.USUAL);
    }
    if (blocks % stages != 0) {
      return List.of(CutRule.USUAL, CutRule.EVEN);
    }
    return isNetwork
        ? List.of(CutRule.USUAL, CutRule.BALANCED)
        : List.of(CutRule.USUAL, CutRule.EVEN);
  }

  /** Replicas of a part of so many devices. */
  List<Integer> data(int each) {
    if (exact) {
      return devices % each == 0 ? List.of(devices / each) : List.of();
    }
    return each > devices ? List.of() : isNetwork ? Space.powersOfTwo(devices / each) : List.of(1);
  }

  /** Where the devices are not all used, any length goes. */
  private List<Integer> divisors(int most) {
    return IntStream.rangeClosed(1, most)
        .filter(length -> !exact || devices % length == 0)
        .boxed()
        .toList();
  }
}
