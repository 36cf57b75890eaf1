package dev.lockstep.scenarios.order.form;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an order says before its tasks.
 *
 * @param iterations mini-batches that it holds
 * @param slicesPerMicroBatch slices of a micro-batch; tasks then count slices
 * @param stagesPerDevice stages that share what a device of a profile costs, if it is said
 * @param lowerBound whether it is no training but a lower bound, whose stages share the time of all
 *     of them evenly
 */
public record OrderHeader(
    int iterations, int slicesPerMicroBatch, OptionalInt stagesPerDevice, boolean lowerBound) {

  public static final String ITERATIONS = "iterations";
  public static final String SLICES = "slicesPerMicroBatch";
  public static final String STAGES = "stagesPerDevice";
  public static final String BOUND = "lowerBound";

  /** One mini-batch of whole micro-batches. */
  public static final OrderHeader PLAIN = new OrderHeader(1, 1, OptionalInt.empty(), false);

  /** A line for each part that is not as usual. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (iterations != 1) {
      lines.add(ITERATIONS + ": " + iterations);
    }
    if (slicesPerMicroBatch != 1) {
      lines.add(SLICES + ": " + slicesPerMicroBatch);
    }
    stagesPerDevice.ifPresent(stages -> lines.add(STAGES + ": " + stages));
    if (lowerBound) {
      lines.add(BOUND + ": true");
    }
    return lines;
  }
}
