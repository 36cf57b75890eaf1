package dev.lockstep.core.metrics;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Stay;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Memory over time, from the lifetimes of values: a value takes its place when the task that writes
 * it starts and gives it back when its last reader has ended; a value that nobody reads takes none.
 * What an input gradient leaves for the weight gradient is a part of the stash, and takes its place
 * when the stash gives back its own. A stored input takes its place when the forward that received
 * it ends. Work space is that of the stage whose turn it is. Sizes that the cost model does not
 * know are left out.
 */
public final class MemoryProfile {

  private final Timeline timeline;
  private final long startNanos;
  private final Schedule schedule;
  private final CostModel costs;
  private final ValueLifetimes lifetimes;
  private final int[] stashOrigin;
  private final List<List<Change>> changes = new ArrayList<>();
  private final List<EnumMap<MemoryCategory, Long>> held = new ArrayList<>();

  private record Change(long nanos, MemoryCategory category, long deltaBytes)
      implements Comparable<Change> {

    /** What is given back at a moment goes before what is taken. */
    @Override
    public int compareTo(Change other) {
      return nanos == other.nanos
          ? Long.compare(deltaBytes, other.deltaBytes)
          : Long.compare(nanos, other.nanos);
    }
  }

  private MemoryProfile(Timeline timeline, CostModel costs) {
    this.timeline = timeline;
    this.startNanos = timeline.startNanos();
    this.schedule = timeline.schedule();
    this.costs = costs;
    this.lifetimes = new ValueLifetimes(timeline);
    this.stashOrigin = StashOrigin.byValue(schedule);
    for (int device = 0; device < schedule.deviceCount(); device++) {
      changes.add(new ArrayList<>());
      held.add(new EnumMap<>(MemoryCategory.class));
    }
  }

  /** Memory of each device. */
  public static List<MemoryUse> of(Timeline timeline, CostModel costs) {
    MemoryProfile profile = filled(timeline, costs);
    List<MemoryUse> uses = new ArrayList<>();
    for (int device = 0; device < profile.changes.size(); device++) {
      uses.add(profile.sweep(device));
    }
    return List.copyOf(uses);
  }

  /**
   * Memory of each device by category: how much it holds from each moment on at which that changes,
   * from the start of the run. Categories for which sizes are unknown are absent.
   */
  public static List<Map<MemoryCategory, NavigableMap<Long, Long>>> byCategory(
      Timeline timeline, CostModel costs) {
    MemoryProfile profile = filled(timeline, costs);
    List<Map<MemoryCategory, NavigableMap<Long, Long>>> devices = new ArrayList<>();
    for (int device = 0; device < profile.changes.size(); device++) {
      Map<MemoryCategory, NavigableMap<Long, Long>> categories =
          new EnumMap<>(MemoryCategory.class);
      profile
          .held
          .get(device)
          .forEach(
              (category, always) -> {
                NavigableMap<Long, Long> moments = new TreeMap<>();
                moments.put(profile.startNanos, always);
                categories.put(category, moments);
              });
      for (Change change : profile.changes.get(device)) {
        categories.get(change.category()).merge(change.nanos(), change.deltaBytes(), Long::sum);
      }
      categories.values().forEach(MemoryProfile::addUp);
      devices.add(categories);
    }
    return devices;
  }

  private static void addUp(NavigableMap<Long, Long> changes) {
    long now = 0;
    for (Map.Entry<Long, Long> moment : changes.entrySet()) {
      now += moment.getValue();
      moment.setValue(now);
    }
  }

  private static MemoryProfile filled(Timeline timeline, CostModel costs) {
    MemoryProfile profile = new MemoryProfile(timeline, costs);
    for (int lane = 0; lane < profile.schedule.lanes().size(); lane++) {
      profile.addValues(lane);
    }
    for (int lane = 0; lane < profile.schedule.deviceCount(); lane++) {
      profile.addWeights(lane);
    }
    return profile;
  }

  private void addValues(int laneIndex) {
    Lane lane = schedule.lanes().get(laneIndex);
    for (int task = schedule.laneStart(laneIndex); task < schedule.laneEnd(laneIndex); task++) {
      if (schedule.operation(task) == Operation.TRANSFER) {
        int value = schedule.read(task, 0);
        long end = lifetimes.endOnReceiver(task);
        hold(lane.peer(), value, timeline.startNanos(task), end);
      }
      for (int i = 0; i < schedule.writeCount(task); i++) {
        int value = schedule.write(task, i);
        hold(lane.device(), value, start(task, value), lifetimes.endOnWriter(value));
      }
    }
  }

  private long start(int writer, int value) {
    return switch (schedule.valueKind(value)) {
      case WEIGHT_GRADIENT_STASH ->
          Math.max(timeline.endNanos(writer), lifetimes.endOnWriter(stashOrigin[value]));
      case STORED_INPUT -> timeline.endNanos(writer);
      default -> timeline.startNanos(writer);
    };
  }

  private void hold(int device, int value, long start, long end) {
    ValueKind kind = schedule.valueKind(value);
    if (kind == ValueKind.WEIGHT_GRADIENT || kind == ValueKind.REDUCED_GRADIENT) {
      return;
    }
    int stage = schedule.valueStage(value);
    OptionalLong size = costs.sizeBytes(kind, stage);
    // Stored inputs without the stashes would pass for all activations.
    boolean alone =
        kind == ValueKind.STORED_INPUT && costs.sizeBytes(ValueKind.STASH, stage).isEmpty();
    if (size.isPresent() && !alone) {
      hold(device, category(kind), start, end, size.getAsLong());
    }
  }

  private static MemoryCategory category(ValueKind kind) {
    return switch (kind) {
      case STASH, EVICTED_STASH, LOADED_STASH, WEIGHT_GRADIENT_STASH, STORED_INPUT ->
          MemoryCategory.ACTIVATIONS;
      default -> MemoryCategory.BUFFERS;
    };
  }

  private void hold(int device, MemoryCategory category, long start, long end, long sizeBytes) {
    held.get(device).putIfAbsent(category, 0L);
    if (end > start) {
      changes.get(device).add(new Change(start, category, sizeBytes));
      changes.get(device).add(new Change(end, category, -sizeBytes));
    }
  }

  private void addWeights(int lane) {
    Map<Integer, StageWeights> stages = new HashMap<>();
    Map<Integer, List<Stay>> stays = Stay.byStage(timeline, lane);
    for (Span span : timeline.lane(lane)) {
      stages
          .computeIfAbsent(
              span.task().stage(), s -> new StageWeights(lane, s, stays.getOrDefault(s, List.of())))
          .add(span);
    }
    stages.values().forEach(StageWeights::holdOldVersions);
    addWorkSpace(lane);
    costs
        .overheadBytes(lane)
        .ifPresent(bytes -> held.get(lane).merge(MemoryCategory.OVERHEAD, bytes, Long::sum));
  }

  /** Of the stage that the device computes, until it turns to another. */
  private void addWorkSpace(int lane) {
    OptionalLong now = OptionalLong.empty();
    for (Span span : timeline.lane(lane)) {
      OptionalLong next = costs.workBytes(span.task().stage());
      if (next.isPresent() && now.isEmpty()) {
        held.get(lane).merge(MemoryCategory.BUFFERS, next.getAsLong(), Long::sum);
      } else if (next.isPresent() && next.getAsLong() != now.getAsLong()) {
        turn(lane, span.startNanos(), -now.getAsLong());
        turn(lane, span.startNanos(), next.getAsLong());
      }
      now = next.isPresent() ? next : now;
    }
  }

  private void turn(int lane, long nanos, long deltaBytes) {
    changes.get(lane).add(new Change(nanos, MemoryCategory.BUFFERS, deltaBytes));
  }

  private MemoryUse sweep(int device) {
    List<Change> ordered = changes.get(device);
    ordered.sort(null);
    EnumMap<MemoryCategory, Long> always = held.get(device);
    long[] now = new long[MemoryCategory.values().length];
    always.forEach((category, bytes) -> now[category.ordinal()] = bytes);
    long total = Arrays.stream(now).sum();
    long peak = total;
    long peakNanos = startNanos;
    long[] atPeak = now.clone();
    List<MemoryUse.Step> steps = new ArrayList<>(ordered.size() + 1);
    steps.add(new MemoryUse.Step(peakNanos, total));
    for (Change change : ordered) {
      now[change.category().ordinal()] += change.deltaBytes();
      total += change.deltaBytes();
      steps.add(new MemoryUse.Step(change.nanos(), total));
      if (total > peak) {
        peak = total;
        peakNanos = change.nanos();
        atPeak = now.clone();
      }
    }
    EnumMap<MemoryCategory, Long> composition = new EnumMap<>(MemoryCategory.class);
    for (MemoryCategory category : always.keySet()) {
      composition.put(category, atPeak[category.ordinal()]);
    }
    return new MemoryUse(peak, peakNanos, composition, steps);
  }

  /**
   * Weights of one stage on one device: the newest version always, or during its stays where it
   * comes from the host; older ones until read, gradients until applied.
   */
  private final class StageWeights {
    private final int device;
    private final OptionalLong size;
    private final OptionalLong gradients;
    private final List<Long> written = new ArrayList<>();
    private final List<Long> lastRead = new ArrayList<>();
    private long firstGradient = -1;

    StageWeights(int device, int stage, List<Stay> stays) {
      this.device = device;
      this.size = costs.parameterBytes(stage);
      this.gradients = costs.gradientBytes(stage);
      written.add(startNanos);
      lastRead.add(startNanos);
      if (stays.isEmpty()) {
        holdAlways(MemoryCategory.WEIGHTS, size);
        holdAlways(MemoryCategory.GRADIENTS, gradients);
        holdAlways(MemoryCategory.OPTIMIZER, costs.optimizerBytes(stage));
      }
      for (Stay stay : stays) {
        holdFor(stay, MemoryCategory.WEIGHTS, stay.weightsFromNanos(), size);
        holdFor(stay, MemoryCategory.GRADIENTS, stay.statesFromNanos(), gradients);
        OptionalLong states = costs.optimizerBytes(stage);
        holdFor(stay, MemoryCategory.OPTIMIZER, stay.statesFromNanos(), states);
      }
      if (size.isPresent()) {
        held.get(device).putIfAbsent(MemoryCategory.GRADIENTS, 0L);
        held.get(device).putIfAbsent(MemoryCategory.STASH, 0L);
      }
    }

    private void holdAlways(MemoryCategory category, OptionalLong bytes) {
      bytes.ifPresent(size -> held.get(device).merge(category, size, Long::sum));
    }

    private void holdFor(Stay stay, MemoryCategory category, long from, OptionalLong bytes) {
      bytes.ifPresent(size -> hold(device, category, from, stay.toNanos(), size));
    }

    void add(Span span) {
      int version = schedule.weightVersion(span.task().id());
      switch (span.task().operation()) {
        case UPDATE -> {
          written.add(span.endNanos());
          lastRead.add(span.endNanos());
          holdGradient(span.endNanos());
        }
        case BACKWARD, WEIGHT_GRADIENT ->
            firstGradient = firstGradient < 0 ? span.startNanos() : firstGradient;
        default -> {}
      }
      if (version >= 0 && version < lastRead.size()) {
        lastRead.set(version, Math.max(lastRead.get(version), span.endNanos()));
      }
    }

    private void holdGradient(long end) {
      if (size.isPresent() && gradients.isEmpty() && firstGradient >= 0) {
        hold(device, MemoryCategory.GRADIENTS, firstGradient, end, size.getAsLong());
      }
      firstGradient = -1;
    }

    void holdOldVersions() {
      for (int version = 0; version + 1 < written.size() && size.isPresent(); version++) {
        if (lastRead.get(version) > written.get(version + 1)) {
          long from = written.get(version + 1);
          hold(device, MemoryCategory.STASH, from, lastRead.get(version), size.getAsLong());
        }
      }
    }
  }
}
