package dev.lockstep.scenarios.assembly;

import static java.util.stream.Collectors.joining;

import dev.lockstep.core.cluster.Topology;
import dev.lockstep.core.model.Layer;
import dev.lockstep.core.model.Partition;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.step.LayerTime;
import dev.lockstep.devices.step.PassTime;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetup;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetups;
import dev.lockstep.scenarios.assembly.cluster.GroupTimes;
import dev.lockstep.scenarios.assembly.cluster.PipelineTopology;
import dev.lockstep.scenarios.assembly.cluster.Placement;
import dev.lockstep.scenarios.assembly.cluster.ScatteredOutput;
import dev.lockstep.scenarios.assembly.network.AuxiliaryHeads;
import dev.lockstep.scenarios.assembly.network.NetworkShape;
import dev.lockstep.scenarios.assembly.network.Networks;
import dev.lockstep.scenarios.assembly.timing.DeviceTimes;
import dev.lockstep.scenarios.assembly.timing.FrameworkChoice;
import dev.lockstep.scenarios.assembly.timing.HostProcess;
import dev.lockstep.scenarios.assembly.timing.KernelCost;
import dev.lockstep.scenarios.assembly.timing.LayerCost;
import dev.lockstep.scenarios.assembly.timing.RangeNotes;
import dev.lockstep.scenarios.assembly.timing.StageUnits;
import dev.lockstep.scenarios.assembly.timing.UnitTimes;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What each stage of a network costs and holds on its device. Built for one scenario; every device
 * kind and every distinct layer is timed once.
 */
public final class NetworkStages {

  private static final double NANOS = 1e9;

  private final NetworkShape shape;
  private final ClusterSetup setup;
  private final ParallelismSection degrees;
  private final Placement placement;
  private final Execution execution;
  private final SharedWeights shared;
  private final double recomputedStages;
  private final boolean overlap;
  private final GroupTimes groups;
  private final GradientSums sums;
  private final List<LayerCost> units;
  private final Set<String> choices = new LinkedHashSet<>();
  private final Optional<FittedConstants> range;
  private final Topology topology;
  private final UnitTimes times;

  /**
   * The stages of a scenario whose model is a network.
   *
   * @param constants of devices
   * @param hardware what takes the place of the hardware that the scenario names
   * @throws IllegalArgumentException in one line, if its parts do not fit
   */
  public NetworkStages(
      Scenario scenario, FittedConstants constants, UnaryOperator<ClusterSetup> hardware) {
    this.degrees = scenario.parallelism().orElseGet(() -> ParallelismSection.ofPipeline(1));
    Network network = Misfit.unless("/model", () -> Networks.of(scenario.model()));
    FrameworkChoice framework =
        Misfit.unless(
            "/training/execution", () -> FrameworkChoice.of(scenario.training(), degrees));
    this.setup =
        Misfit.unless(
            "/cluster", () -> hardware.apply(ClusterSetups.of(scenario.cluster(), degrees)));
    this.placement = Placement.of(degrees, setup.devicesPerNode());
    ExecutionChoice choice =
        Misfit.unless(
            "/training/precision",
            () ->
                ExecutionChoice.of(
                    network, scenario.training(), degrees, setup.device(0), framework));
    this.execution = choice.execution();
    this.shared = SharedWeights.of(scenario.training(), degrees, execution, framework.framework());
    AuxiliaryHeads heads =
        Misfit.unless(
            "/training/auxiliaryDepth",
            () -> new AuxiliaryHeads(network, execution, scenario.training()));
    HostProcess host = HostProcess.of(scenario);
    this.recomputedStages = scenario.training().recomputedStages();
    this.overlap = scenario.training().overlap().orElseGet(this::isWorthOverlapping);
    this.sums = GradientSums.of(network, scenario.training(), placement);
    this.groups =
        new GroupTimes(placement, CollectiveModel.of(setup.levels()), shared.networkFraction());
    NetworkShape whole =
        Misfit.unless("/parallelism", () -> NetworkShape.of(network, execution, heads));
    this.shape = Misfit.unless("/parallelism/width", () -> whole.splitIntoRanks(degrees.width()));
    this.units = LayerCost.units(shape.layers());
    List.of(setup.notes(), framework.notes(), choice.notes(), host.notes())
        .forEach(choices::addAll);
    this.range = Optional.of(constants);
    this.topology = Misfit.unless("/cluster/links", () -> PipelineTopology.of(placement, setup));
    Map<DeviceModel, DeviceTimes> devices = new LinkedHashMap<>();
    for (DeviceModel device : setup.devices()) {
      devices.computeIfAbsent(
          device,
          same -> DeviceTimes.of(same, execution.precision(), framework.framework(), constants));
    }
    this.times = new UnitTimes(devices, groups, host, placement.devices(), shared::gathered);
  }

  private NetworkStages(
      NetworkStages other,
      UnitTimes times,
      Optional<FittedConstants> range,
      NetworkShape shape,
      List<LayerCost> units) {
    this.degrees = other.degrees;
    this.shape = shape;
    this.units = units;
    this.recomputedStages = other.recomputedStages;
    this.setup = other.setup;
    this.placement = other.placement;
    this.execution = other.execution;
    this.shared = other.shared;
    this.overlap = other.overlap;
    this.groups = other.groups;
    this.sums = other.sums;
    choices.addAll(other.choices);
    this.range = range;
    this.topology = other.topology;
    this.times = times;
  }

  /** The same stages with other constants of devices, as a fit tries them. */
  public NetworkStages with(FittedConstants constants) {
    // a trial's notes are not read
    return new NetworkStages(this, times.with(constants), Optional.empty(), shape, units);
  }

  /**
   * The same network as a strategy has it: where its embedding and head are, and in how many groups
   * of channels that are stages; refuses in one line what cannot be.
   */
  public NetworkStages with(Strategy strategy) {
    return with(
        shape
            .with(strategy.vocabulary(), degrees.pipeline())
            .splitIntoStages(strategy.widthGroups()));
  }

  /** The same network cut: groups of channels exchange them where a stage begins. */
  public NetworkStages cutAt(Partition partition) {
    return with(shape.cutBehind(StageUnits.ends(partition.layersPerStage())));
  }

  private NetworkStages with(NetworkShape other) {
    return other.equals(shape)
        ? this
        : new NetworkStages(this, times, range, other, LayerCost.units(other.layers()));
  }

  /** Stages side by side that hold a part of a partition. */
  public int stagesOfPart() {
    return shape.stagesOfPart();
  }

  /** What each stage of a partition takes of the network. */
  public List<StageUnits> parts(Partition partition) {
    return StageUnits.of(units, partition.layersPerStage(), shape.stagesOfPart());
  }

  /** Frameworks are told to overlap where sharded states cross the network. */
  private boolean isWorthOverlapping() {
    return degrees.zeroStage() >= 1 && placement.group(Axis.DATA).nodes() > 1;
  }

  /** The hardware. */
  public ClusterSetup setup() {
    return setup;
  }

  /** The links between the devices that stand for the pipeline's stages. */
  public Topology topology() {
    return topology;
  }

  /**
   * What the framework and its libraries take on a device before anything is computed: a stated
   * constant.
   */
  public OptionalLong overheadBytes(int pipelineRank) {
    return setup.device(pipelineRank).memoryBytes().isPresent()
        ? OptionalLong.of(StageMemory.OVERHEAD_BYTES)
        : OptionalLong.empty();
  }

  /** Times of kernels on the first device, and what they rest on. */
  public DeviceTimes firstDevice() {
    return times.device(setup.device(0));
  }

  /** The network. */
  public Network network() {
    return shape.network();
  }

  /** How it is executed. */
  public Execution execution() {
    return execution;
  }

  /** What the devices have of the network. */
  public NetworkShape shape() {
    return shape;
  }

  /** What was assumed. */
  public List<String> notes() {
    return Stream.of(
            List.copyOf(choices),
            shape.notes(),
            times.devices().stream().flatMap(device -> device.notes().stream()).toList(),
            range.map(constants -> RangeNotes.of(times, units, setup, constants)).orElse(List.of()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** The layers, in order, by what they are to a cut. */
  List<LayerWork.Kind> kinds() {
    return units.stream().map(unit -> unit.work().get(0).kind()).toList();
  }

  /** Operations of a micro-batch. */
  public NetworkFlops flops() {
    return new NetworkFlops(
        shape.works(degrees.pipeline()),
        execution,
        recomputedStages,
        shape.groups(),
        setup.devices());
  }

  /** What the costs rest on. */
  public String basis() {
    return setup.devices().stream()
        .map(DeviceModel::name)
        .distinct()
        .collect(joining(", ", "kernel models of ", ""));
  }

  /**
   * The time of the stages' passes as a profiler shows them: their kernels one after another, timed
   * alone, without the gaps between them. Nothing else of a stage is given.
   *
   * @param deviceOfStage the pipeline rank that each stage is placed on
   */
  public List<Stage> profile(Partition partition, int[] deviceOfStage) {
    List<Stage> stages = new ArrayList<>();
    for (StageUnits part : parts(partition)) {
      LayerTime time = times.alone(part.layers(), setup.device(deviceOfStage[part.stage()]));
      stages.add(
          Stage.of(
              nanos(time.forward().seconds()),
              nanos(time.recomputeAndInputGradient().seconds()),
              nanos(time.weightGradient().seconds())));
    }
    return stages;
  }

  /** Every kernel of a micro-batch on the first device, layer by layer. */
  public List<KernelCost> kernels() {
    return times.kernels(units, setup.device(0));
  }

  /**
   * The units as layers of a pipeline rank's device, for a cut by cost; of their weights the bytes
   * of the gradients.
   *
   * @param withHeads whether some stage carries an auxiliary head
   */
  public List<Layer> layers(int pipelineRank, boolean withHeads) {
    DeviceModel device = setup.device(pipelineRank);
    List<Layer> layers = new ArrayList<>();
    int last = -1;
    for (LayerCost unit : units) {
      last += unit.work().size();
      LayerTime time = times.time(unit, device);
      layers.add(
          new Layer(
              unit.name(),
              nanos(time.forward().seconds()),
              nanos(time.recomputeAndInputGradient().seconds()),
              nanos(time.weightGradient().seconds()),
              withHeads ? headNanos(shape.heads().behind(last), device) : 0,
              OptionalLong.empty(),
              OptionalLong.of(Math.round(StageWork.boundaryBytes(List.of(unit)))),
              OptionalLong.of(Math.round(unit.parameters() * shared.sizes().gradient()))));
    }
    return layers;
  }

  /** Weights and optimizer states of all stages, whatever the cut; a tensor rank's share. */
  public double leastStateBytes() {
    StageState state = new StageState(units, shared.sizes(), placement, groups, sums);
    return state.weightBytes() + state.optimizerBytes();
  }

  /**
   * The stages of a partition.
   *
   * @param deviceOfStage the pipeline rank that each stage is placed on
   * @param hasHead whether a stage carries an auxiliary head
   * @throws IllegalArgumentException in one line, if the network cannot have such heads
   */
  public List<Stage> stages(Partition partition, int[] deviceOfStage, IntPredicate hasHead) {
    List<Stage> stages = new ArrayList<>();
    List<StageUnits> parts = parts(partition);
    double inputBytes = recomputedStages == 0 ? 0 : shape.inputBytes();
    var launches = LayerCost.launches(parts, deviceOfStage);
    for (StageUnits part : parts) {
      boolean receives = !part.before().isEmpty();
      double entering = receives ? StageWork.boundaryBytes(part.before()) : inputBytes;
      Optional<LayerWork> head =
          hasHead.test(part.stage())
              ? Optional.of(shape.heads().behind(part.lastLayer()))
              : Optional.empty();
      head.ifPresent(work -> choices.add(shape.heads().note()));
      boolean waits = shape.heads().share().isPresent();
      StageWork work = new StageWork(part.layers(), head, entering, receives, !part.last(), waits);
      int device = deviceOfStage[part.stage()];
      stages.add(stage(work, setup.device(device), times.serving(launches, device)));
    }
    return stages;
  }

  private Stage stage(StageWork part, DeviceModel device, UnitTimes times) {
    LayerTime time =
        LayerCost.total(part.layers().stream().map(unit -> times.time(unit, device)).toList());
    double boundary = part.boundaryBytes();
    ScatteredOutput output =
        new ScatteredOutput(execution.tensor(), execution.sequenceParallel(), groups);
    double gather = output.gatherSeconds(boundary);
    PassTime forward = time.forward().then(PassTime.waiting(part.receives() ? gather : 0));
    PassTime input =
        time.forward()
            .times(recomputedStages)
            .then(time.recomputeAndInputGradient())
            .then(PassTime.waiting(part.sends() ? gather : 0));
    PassTime weight = time.weightGradient();
    StageState state = new StageState(part.withHead(), shared.sizes(), placement, groups, sums);
    return new Stage(
        nanos(forward.seconds()),
        nanos(input.seconds()),
        nanos(weight.seconds()),
        shape.heads().share().isPresent()
            ? headNanos(shape.heads().share().get(), device)
            : nanos(times.secondsAdded(part.head(), part.layers(), device)),
        nanos(times.device(device).updateSeconds(state.updateBytes())),
        nanos(
            state.collectiveSeconds(
                overlap, forward.seconds(), input.seconds() + weight.seconds())),
        new Stage.Communication(within(forward), within(input), within(weight)),
        new StageMemory(part, state, shared, recomputedStages, degrees.pipeline(), device)
            .of(output.sentBytes(boundary)));
  }

  private long headNanos(LayerWork head, DeviceModel device) {
    LayerTime time = times.time(new LayerCost(List.of(head)), device);
    return nanos(
        time.forward().seconds()
            + time.inputGradient().seconds()
            + time.weightGradient().seconds());
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * NANOS);
  }

  /** A part, rounded, is no more than its whole, rounded. */
  private static long within(PassTime pass) {
    return Math.min(nanos(pass.communicationSeconds()), nanos(pass.seconds()));
  }
}
