package dev.lockstep.strategies.zerobubble;

import dev.lockstep.core.strategy.Estimates;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a plan with given times and lets a device that would wait work ahead: it takes the first
 * later task of its list whose inputs are there and which leaves the rest of the list within the
 * memory bound. What comes out is a plan again, with what it would take.
 *
 * <p>A task that moves ahead is ready, so it waits for nothing that comes later in any list: a plan
 * that ends still ends.
 */
final class WorkAhead {

  /**
   * What came out.
   *
   * @param plan the order in which tasks ran
   * @param spanNanos largest time from first start to last end of a device
   * @param makespanNanos last end
   */
  record Result(Plan plan, long spanNanos, long makespanNanos) {}

  /** Patience of a device that keeps to its list. */
  static final long NEVER = -1;

  private final int devices;
  private final int chunks;
  private final long transfer;
  private final long patience;
  private final AheadLane[] lanes;
  private final long[][] durations;
  private final MemoryBound bound;
  private final long[] held;
  private final long[] wakeAt;
  private final long[] freeAt;
  private final long[] startedAt;

  private WorkAhead(Plan plan, Estimates times, MemoryBound bound, long patience) {
    this.devices = plan.lanes().size();
    this.chunks = plan.chunks();
    this.transfer = times.transferNanos();
    this.patience = patience;
    this.lanes = new AheadLane[devices];
    this.durations = new long[devices][Work.TYPES];
    this.bound = bound;
    this.held = new long[devices];
    this.wakeAt = new long[devices];
    this.freeAt = new long[devices];
    this.startedAt = new long[devices];
    Arrays.fill(startedAt, AheadLane.UNKNOWN);
    for (int device = 0; device < devices; device++) {
      lanes[device] = new AheadLane(plan.lanes().get(device), chunks, bound);
      for (int type = 0; type < Work.TYPES; type++) {
        if (Work.chunk(type) < chunks) {
          int stage = Work.stage(device, Work.chunk(type), devices);
          durations[device][type] = nanos(times, Work.kind(type)).get(stage);
        }
      }
    }
    for (int work : plan.lanes().get(0)) {
      if (Work.kind(work) == Work.FORWARD && Work.chunk(work) == 0) {
        lanes[0].ready(work, 0);
      }
    }
  }

  /**
   * Runs a plan.
   *
   * @param patience thousandths of a task's time by which working ahead may delay the next task of
   *     the list; {@link #NEVER} to keep to the list
   */
  static Result run(Plan plan, Estimates times, MemoryBound bound, long patience) {
    return new WorkAhead(plan, times, bound, patience).run();
  }

  private static List<Long> nanos(Estimates times, int kind) {
    return switch (kind) {
      case Work.FORWARD -> times.forwardNanos();
      case Work.INPUT_GRADIENT -> times.inputGradientNanos();
      default -> times.weightGradientNanos();
    };
  }

  private Result run() {
    for (int device = earliest(); wakeAt[device] != AheadLane.UNKNOWN; device = earliest()) {
      wake(device, wakeAt[device]);
    }
    long span = 0;
    long makespan = 0;
    for (int device = 0; device < devices; device++) {
      if (!lanes[device].isDone()) {
        throw new IllegalStateException("device %d of the plan never ends".formatted(device));
      }
      span = Math.max(span, freeAt[device] - startedAt[device]);
      makespan = Math.max(makespan, freeAt[device]);
    }
    Plan plan = new Plan(chunks, Arrays.stream(lanes).map(AheadLane::done).toList());
    return new Result(plan, span, makespan);
  }

  private int earliest() {
    int earliest = 0;
    for (int device = 1; device < devices; device++) {
      earliest = wakeAt[device] < wakeAt[earliest] ? device : earliest;
    }
    return earliest;
  }

  private void wake(int device, long now) {
    AheadLane lane = lanes[device];
    if (lane.isDone()) {
      wakeAt[device] = AheadLane.UNKNOWN;
      return;
    }
    int work = lane.take(now, held[device], durations[device], patience);
    if (work < 0) {
      wakeAt[device] = lane.nextArrival(now);
      return;
    }
    held[device] += bound.takes(Work.kind(work)) - bound.releases(Work.kind(work));
    long end = now + durations[device][Work.type(work)];
    startedAt[device] = Math.min(startedAt[device], now);
    freeAt[device] = end;
    wakeAt[device] = end;
    announce(device, work, end);
  }

  /** Tells whoever waits for a task when it will have its output. */
  private void announce(int device, int work, long end) {
    int microBatch = Work.microBatch(work);
    int stage = Work.stage(device, Work.chunk(work), devices);
    switch (Work.kind(work)) {
      case Work.FORWARD -> {
        if (stage + 1 < devices * chunks) {
          arrive(device, stage + 1, Work.FORWARD, microBatch, end);
        } else {
          arrive(device, stage, Work.INPUT_GRADIENT, microBatch, end);
        }
      }
      case Work.INPUT_GRADIENT -> {
        arrive(device, stage, Work.WEIGHT_GRADIENT, microBatch, end);
        if (stage > 0) {
          arrive(device, stage - 1, Work.INPUT_GRADIENT, microBatch, end);
        }
      }
      default -> {
        // nobody waits for a weight gradient but the update
      }
    }
  }

  private void arrive(int from, int stage, int kind, int microBatch, long end) {
    int to = Work.device(stage, devices);
    long at = to == from ? end : end + transfer;
    lanes[to].ready(Work.of(kind, stage == to ? 0 : 1, microBatch), at);
    wakeAt[to] = Math.min(wakeAt[to], Math.max(at, freeAt[to]));
  }
}
