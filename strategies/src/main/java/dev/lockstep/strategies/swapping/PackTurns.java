package dev.lockstep.strategies.swapping;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What one device does with its packs, turn by turn, and what it exchanges with its host meanwhile.
 * A stay of a pack lasts until a turn of another.
 */
final class PackTurns {

  private enum Signal {
    LOADED,
    STATES_LOADED,
    UPDATED,
    STORED,
    LEFT
  }

  private final int device;
  private final int buffers;
  private final int lastStage;
  private final LaneBuilder compute;
  private final LaneBuilder fromHost;
  private final LaneBuilder toHost;
  private final BitSet stored = new BitSet();
  private final BitSet begun = new BitSet();
  private final List<Integer> stays = new ArrayList<>();

  /**
   * The turns of a device that has none yet.
   *
   * @param buffers packs that have room at once
   */
  PackTurns(ScheduleBuilder schedule, int device, int buffers, int lastStage) {
    this.device = device;
    this.buffers = buffers;
    this.lastStage = lastStage;
    this.compute = schedule.device(device);
    this.fromHost = schedule.fromHost(device);
    this.toHost = schedule.toHost(device);
  }

  /** Forwards of the micro-batches from {@code first} to before {@code end}. */
  void forward(int pack, int first, int end) {
    begin(pack, first);
    for (int microBatch = first; microBatch < end && pack < lastStage; microBatch++) {
      compute.forwardKeepingInput(pack, microBatch);
      awaitWeights();
    }
  }

  /** Backwards of the micro-batches, with what comes before each, and the update. */
  void backward(int pack, int first, int end) {
    begin(pack, first);
    move(fromHost, Operation.FETCH_STATES, pack, first);
    signal(fromHost, Signal.STATES_LOADED);
    for (int microBatch = first; microBatch < end; microBatch++) {
      if (pack < lastStage) {
        compute.recompute(pack, microBatch);
      } else {
        compute.forward(pack, microBatch);
      }
      awaitWeights();
      compute.backward(pack, microBatch);
    }
    compute.update(pack);
    await(compute, Signal.STATES_LOADED, stay());
    signal(compute, Signal.UPDATED);
    move(toHost, Operation.STORE, pack, first);
    await(toHost, Signal.UPDATED, stay());
    signal(toHost, Signal.STORED);
    stored.set(stay());
  }

  private void begin(int pack, int microBatch) {
    if (!stays.isEmpty() && stays.get(stay()) == pack) {
      return;
    }
    if (!stays.isEmpty()) {
      signal(compute, Signal.LEFT);
    }
    stays.add(pack);
    move(fromHost, Operation.FETCH, pack, microBatch);
    int before = stay() - buffers;
    if (before >= 0) {
      await(fromHost, Signal.LEFT, before);
    }
    if (before >= 0 && stored.get(before)) {
      await(fromHost, Signal.STORED, before);
    }
    signal(fromHost, Signal.LOADED);
  }

  /** The first task of a stay waits for the weights. */
  private void awaitWeights() {
    if (!begun.get(stay())) {
      await(compute, Signal.LOADED, stay());
      begun.set(stay());
    }
  }

  private int stay() {
    return stays.size() - 1;
  }

  private static void move(LaneBuilder lane, Operation operation, int pack, int microBatch) {
    lane.task(operation, pack, microBatch, 0, List.of(), List.of());
  }

  private void await(LaneBuilder lane, Signal signal, int ofStay) {
    lane.after(barrier(signal), ofStay);
  }

  private void signal(LaneBuilder lane, Signal signal) {
    lane.signal(barrier(signal), stay());
  }

  private int barrier(Signal signal) {
    return device * Signal.values().length + signal.ordinal();
  }
}
