package dev.lockstep.strategies.swapping;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.BitSet;

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
  private int stage = -1;
  private int stay = -1;
  private boolean loading;

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
    signal(fromHost.swap(Operation.LOAD_STATES, pack, first), Signal.STATES_LOADED);
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
    await(compute, Signal.STATES_LOADED, stay);
    signal(compute, Signal.UPDATED);
    await(toHost.swap(Operation.STORE, pack, first), Signal.UPDATED, stay);
    signal(toHost, Signal.STORED);
    stored.set(stay);
  }

  private void begin(int pack, int microBatch) {
    if (pack == stage) {
      return;
    }
    if (stay >= 0) {
      signal(compute, Signal.LEFT);
    }
    stage = pack;
    stay++;
    fromHost.swap(Operation.LOAD, pack, microBatch);
    if (stay >= buffers) {
      await(fromHost, Signal.LEFT, stay - buffers);
      if (stored.get(stay - buffers)) {
        await(fromHost, Signal.STORED, stay - buffers);
      }
    }
    signal(fromHost, Signal.LOADED);
    loading = true;
  }

  /** The first task of a stay waits for the weights. */
  private void awaitWeights() {
    if (loading) {
      await(compute, Signal.LOADED, stay);
      loading = false;
    }
  }

  private void await(LaneBuilder lane, Signal signal, int ofStay) {
    lane.after(barrier(signal), ofStay);
  }

  private void signal(LaneBuilder lane, Signal signal) {
    lane.signal(barrier(signal), stay);
  }

  private int barrier(Signal signal) {
    return device * Signal.values().length + signal.ordinal();
  }
}
