package dev.lockstep.strategies.zerobubble;

import dev.lockstep.core.strategy.Estimates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for a good order of forwards, input gradients and weight gradients for given times and
 * memory: rows as in ZB-H1 and ZB-H2, but with as many forwards and as many weight gradients put
 * off on each device as it takes to hide the way to the last device and back; then {@link
 * WorkAhead}. Of some variants, ZB-H1 and ZB-H2 among them where they fit, the one with the
 * shortest span, then the shortest makespan wins.
 *
 * <p>A device with {@code w} devices behind it waits {@code w (F + B + 2c)} between its first
 * forward and its first input gradient: forwards fill that. In the end the last device is done with
 * its input gradients as much earlier: weight gradients that it has put off fill that.
 */
final class RowPlanner {

  /** Shares of the weight gradients that could be put off. */
  private static final List<Double> PUT_OFF = List.of(1.0, 0.8);

  /** Thousandths of a task's time by which work ahead may delay others. */
  private static final List<Long> PATIENCE = List.of(0L, 300L, 600L);

  private static final int MOST_LAG = 2;

  private final int devices;
  private final int microBatches;
  private final Estimates times;
  private final MemoryBound bound;

  /** A planner of one iteration. */
  RowPlanner(int devices, int microBatches, Estimates times, MemoryBound bound) {
    this.devices = devices;
    this.microBatches = microBatches;
    this.times = times;
    this.bound = bound;
  }

  /** The best plan found. */
  WorkAhead.Result best() {
    List<WorkAhead.Result> results = new ArrayList<>();
    for (boolean up : new boolean[] {true, false}) {
      for (double putOff : PUT_OFF) {
        Plan rows = rows(up, putOff);
        for (long patience : PATIENCE) {
          results.add(WorkAhead.run(rows, times, bound, patience));
        }
      }
    }
    for (int lag = 1; lag <= MOST_LAG; lag++) {
      if ((lag * (devices - 1) + 1) * MemoryBound.WHOLE <= bound.most()) {
        Plan rows = evenRows(lag);
        results.add(WorkAhead.run(rows, times, bound, WorkAhead.NEVER));
        results.add(WorkAhead.run(rows, times, bound, 0));
      }
    }
    return results.stream()
        .min(
            Comparator.comparingLong(WorkAhead.Result::spanNanos)
                .thenComparingLong(WorkAhead.Result::makespanNanos))
        .orElseThrow();
  }

  /** ZB-H1 with a lag of 1, ZB-H2 with 2. */
  private Plan evenRows(int lag) {
    return new Plan(
        1,
        IntStream.range(0, devices)
            .mapToObj(device -> lane(lag * (devices - 1 - device), lag * device))
            .toList());
  }

  /**
   * In row {@code x} a device does the forward of micro-batch {@code x}, the input gradient of the
   * one as many rows before as it has further forwards in flight, and the weight gradient of one
   * put off beyond that. Forwards in flight never grow towards the last device, so every task finds
   * its inputs.
   */
  private Plan rows(boolean up, double putOff) {
    int[] inFlight = inFlight(up);
    List<int[]> lanes = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      double wait = 0;
      for (int before = 0; before < device; before++) {
        wait += roundTripNanos(before);
      }
      double wanted = Math.ceil(putOff * wait / atLeastOne(times.weightGradientNanos(), device));
      long room =
          (bound.most() - inFlight[device] * MemoryBound.WHOLE) / bound.afterInputGradient();
      int waiting = (int) Math.min(microBatches, Math.min(wanted, (double) room));
      lanes.add(lane(inFlight[device] - 1, waiting));
    }
    return new Plan(1, lanes);
  }

  private int[] lane(int behind, int putOff) {
    ChunkLane lane = new ChunkLane(microBatches);
    for (int row = 0; row < microBatches + behind + putOff; row++) {
      lane.forward(0);
      if (row >= behind) {
        lane.inputGradient(0);
      }
      if (row >= behind + putOff) {
        lane.weightGradient(0);
      }
    }
    return lane.order();
  }

  /** Forwards that each device does before its first input gradient, as far as memory allows. */
  private int[] inFlight(boolean up) {
    double[] wanted = new double[devices];
    double wait = 0;
    for (int device = devices - 2; device >= 0; device--) {
      wait += roundTripNanos(device + 1);
      wanted[device] = wait / atLeastOne(times.forwardNanos(), device);
      wanted[device] = Math.max(wanted[device], wanted[device + 1]);
    }
    double most = Math.min(microBatches, bound.most() / MemoryBound.WHOLE) - 1.0;
    double share = wanted[0] <= most ? 1 : most / wanted[0];
    return IntStream.range(0, devices)
        .map(device -> 1 + (int) Math.min(most, whole(share * wanted[device], up)))
        .toArray();
  }

  private static double whole(double wanted, boolean up) {
    return up ? Math.ceil(wanted - 1e-9) : Math.rint(wanted);
  }

  private double roundTripNanos(int device) {
    return times.forwardNanos().get(device)
        + times.inputGradientNanos().get(device)
        + 2.0 * times.transferNanos();
  }

  private static long atLeastOne(List<Long> nanos, int device) {
    return Math.max(1, nanos.get(device));
  }
}
