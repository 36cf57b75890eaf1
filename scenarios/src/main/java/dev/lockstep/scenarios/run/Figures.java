package dev.lockstep.scenarios.run;

import dev.lockstep.core.cluster.Device;
import dev.lockstep.core.metrics.Communication;
import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.MemoryCategory;
import dev.lockstep.core.metrics.MemoryProfile;
import dev.lockstep.core.metrics.MemoryUse;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.CriticalPath;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Task;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.consumption.Consumption;
import dev.lockstep.scenarios.consumption.IterationUse;
import dev.lockstep.scenarios.consumption.WholeTraining;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Reads the figures of a run off its timelines. */
final class Figures {

  private static final double NANOS_PER_MS = 1e6;

  private final Run run;
  private final SteadyState steady;
  private final List<MemoryUse> memory;

  private Figures(Run run) {
    this.run = run;
    int last = run.warmUpIterations() + run.measuredIterations() - 1;
    this.steady = new SteadyState(run.steady(), run.warmUpIterations(), last);
    this.memory = MemoryProfile.of(run.steady(), run.preparation().costs());
  }

  static RunResult of(Run run) {
    return new Figures(run).result();
  }

  /** What an iteration and the whole training take, without the other figures. */
  static Consumption consumption(Run run) {
    int last = run.warmUpIterations() + run.measuredIterations() - 1;
    SteadyState steady = new SteadyState(run.steady(), run.warmUpIterations(), last);
    return consumption(
        run,
        steady,
        Communication.of(run.steady(), steady, run.preparation().costs()),
        Throughput.of(run.scenario(), run.preparation()));
  }

  private static Consumption consumption(
      Run run, SteadyState steady, Communication communication, Throughput throughput) {
    return WholeTraining.of(
        run.scenario(),
        new IterationUse(
            ms(steady.iterationNanos()),
            Arrays.stream(steady.busyNanos())
                .mapToObj(nanos -> ms((double) nanos / steady.iterations()))
                .toList(),
            ms(communication.exposedNanos()),
            throughput.devices(),
            throughput.samples(),
            throughput.tokens()));
  }

  private RunResult result() {
    StepTimes alone = StepTimes.of(run.alone());
    Communication communication = Communication.of(run.steady(), steady, run.preparation().costs());
    WeightUse weights = WeightUse.of(run.steady().schedule());
    double iterationMs = ms(steady.iterationNanos());
    Throughput throughput = Throughput.of(run.scenario(), run.preparation());
    List<DeviceResult> perDevice = perDevice();
    Consumption consumption = consumption(run, steady, communication, throughput);
    return new RunResult(
        run.scenario().name(),
        run.preparation().strategy().name(),
        Optional.of(run.scenario().strategy().options().values()).filter(o -> !o.isEmpty()),
        run.engine().label(),
        Math.toIntExact(throughput.devices()),
        run.preparation()
            .network()
            .flatMap(network -> run.scenario().parallelism())
            .map(Figures::degrees),
        run.measuredIterations(),
        iterationMs,
        iterationTimesMs(),
        ms(alone.makespanNanos()),
        ms(alone.spanNanos()),
        alone.bubbleFraction(),
        alone.spanBubbleFraction(),
        criticalPathMs(),
        steady.utilisation(),
        steady.usefulUtilisation(
            run.preparation().costs(), run.preparation().strategy().vocabulary().isShared()),
        throughput.samplesPerSecond(iterationMs),
        throughput.tokensPerSecond(iterationMs),
        throughput.tokensPerSecondPerDevice(iterationMs),
        throughput.tflopsPerDevice(iterationMs),
        throughput.mfu(iterationMs),
        throughput.hfu(iterationMs),
        ms(communication.totalNanos()),
        ms(communication.exposedNanos()),
        fits(),
        headroom(),
        weights.staleness(),
        weights.weightVersions(),
        perDevice,
        SharedLinks.of(run, steady),
        consumption.timeToTrainDays(),
        consumption.energyJoules(),
        consumption.costUsd(),
        consumption.carbonKg(),
        consumption.whole(),
        notes(consumption),
        provenance());
  }

  private static Map<String, Integer> degrees(ParallelismSection parallelism) {
    Map<String, Integer> degrees = new LinkedHashMap<>();
    degrees.put("pipeline", parallelism.pipeline());
    degrees.put("tensor", parallelism.tensor());
    if (parallelism.width() > 1) {
      degrees.put("width", parallelism.width());
    }
    degrees.put("data", parallelism.data().orElse(1));
    degrees.put("context", parallelism.context());
    degrees.put("expert", parallelism.expert());
    return degrees;
  }

  private List<Double> iterationTimesMs() {
    int first = run.warmUpIterations();
    return IntStream.range(first, first + run.measuredIterations())
        .mapToObj(iteration -> ms(steady.nanos(iteration)))
        .toList();
  }

  private List<String> notes(Consumption consumption) {
    List<String> notes = new ArrayList<>(run.preparation().notes());
    notes.addAll(consumption.notes());
    if (steady.cycle() > 1) {
      notes.add(
          "iteration times repeat in a cycle of %d; figures are means over whole cycles"
              .formatted(steady.cycle()));
    } else if (steady.cycle() == 0) {
      notes.add("iteration times do not repeat; figures are means over the measured iterations");
    }
    if (run.scenario().simulation().isRandom()) {
      notes.add(
          "times are those of one draw, of seed %d; lockstep risk tells how they are distributed"
              .formatted(run.scenario().simulation().seed()));
    }
    if (run.scenario().simulation().faults().isPresent()) {
      notes.add("nothing fails here; lockstep risk tells what failures cost");
    }
    return notes;
  }

  /** The chain that makes one iteration as long as it is: what it consists of. */
  private Map<String, Double> criticalPathMs() {
    Map<String, Double> times = new LinkedHashMap<>();
    List<Task> path = CriticalPath.of(run.alone());
    for (Operation operation : Operation.values()) {
      long nanos =
          path.stream()
              .filter(task -> task.operation() == operation)
              .mapToLong(task -> run.alone().span(task.id()).durationNanos())
              .sum();
      if (nanos > 0) {
        times.put(operation.name().toLowerCase(Locale.ROOT).replace('_', '-'), ms(nanos));
      }
    }
    return times;
  }

  private Optional<Boolean> fits() {
    OptionalLong headroom = headroom();
    return headroom.isPresent() ? Optional.of(headroom.getAsLong() >= 0) : Optional.empty();
  }

  private OptionalLong headroom() {
    List<Device> devices = run.preparation().cluster().devices();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < memory.size(); i++) { // devices behind them have nothing to do
      if (devices.get(i).memoryBytes().isEmpty() || !knows(i, MemoryCategory.WEIGHTS)) {
        return OptionalLong.empty();
      }
      least = Math.min(least, devices.get(i).memoryBytes().getAsLong() - memory.get(i).peakBytes());
    }
    return OptionalLong.of(least);
  }

  /** A peak without activations would be no peak, and one without weights fits too easily. */
  private boolean knows(int device, MemoryCategory category) {
    return memory.get(device).atPeak().containsKey(MemoryCategory.ACTIVATIONS)
        && memory.get(device).atPeak().containsKey(category);
  }

  private List<DeviceResult> perDevice() {
    long[] busy = steady.busyNanos();
    int[] inFlight = InFlight.peaks(run.steady());
    double iterationNanos = steady.iterationNanos();
    List<DeviceResult> devices = new ArrayList<>();
    for (int device = 0; device < busy.length; device++) {
      double busyNanos = (double) busy[device] / steady.iterations();
      MemoryUse use = memory.get(device);
      boolean known = knows(device, MemoryCategory.ACTIVATIONS);
      devices.add(
          new DeviceResult(
              run.preparation().cluster().devices().get(device).name(),
              stagesOn(device),
              ms(stageNanos(device, Stage::forwardNanos)),
              ms(stageNanos(device, Stage::backwardNanos)),
              ms(busyNanos),
              ms(Math.max(0, iterationNanos - busyNanos)),
              iterationNanos == 0 ? 0 : busyNanos / iterationNanos,
              inFlight[device],
              known ? OptionalLong.of(use.peakBytes()) : OptionalLong.empty(),
              known ? OptionalDouble.of(ms(use.peakNanos())) : OptionalDouble.empty(),
              use.atPeak().isEmpty() ? Optional.empty() : Optional.of(composition(use))));
    }
    return devices;
  }

  private long stageNanos(int device, ToLongFunction<Stage> time) {
    return stagesOn(device).stream()
        .mapToLong(stage -> time.applyAsLong(run.preparation().profiled().get(stage)))
        .sum();
  }

  private List<Integer> stagesOn(int device) {
    Schedule schedule = run.alone().schedule();
    TreeSet<Integer> stages = new TreeSet<>();
    for (int task = schedule.laneStart(device); task < schedule.laneEnd(device); task++) {
      stages.add(schedule.stage(task));
    }
    return List.copyOf(stages);
  }

  private static Map<String, Long> composition(MemoryUse use) {
    Map<String, Long> composition = new LinkedHashMap<>();
    use.atPeak()
        .forEach(
            (category, size) -> composition.put(category.name().toLowerCase(Locale.ROOT), size));
    return composition;
  }

  private RunResult.Provenance provenance() {
    String basis =
        run.preparation()
            .network()
            .map(NetworkStages::basis)
            .orElse(
                run.scenario().model().profile().isPresent()
                    ? "profile in the scenario"
                    : "measured layers in the scenario");
    String host =
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature());
    return new RunResult.Provenance(
        Version.text(), basis, run.scenario().simulation().seed(), host);
  }

  private static double ms(long nanos) {
    return nanos / NANOS_PER_MS;
  }

  private static double ms(double nanos) {
    return nanos / NANOS_PER_MS;
  }
}
