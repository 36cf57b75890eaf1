package dev.lockstep.scenarios.layout;

import dev.lockstep.core.model.Layer;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.strategies.placed.PipeDreamPartition.GradientSums;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What PipeDream's partitioner weighs.
 *
 * @param computeNanos forward and backward of each layer
 * @param transferNanos of the output of each layer
 * @param sums sums of the gradients of each layer
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record Costs(long[] computeNanos, long[] transferNanos, GradientSums sums) {

  /**
   * Of layers with sizes.
   *
   * @throws ScheduleException if some layer lacks one
   */
  static Costs of(List<Layer> layers, ReplicaTimes times) {
    double[] weights = bytes(layers, Layer::parameterBytes, "parameterBytes");
    double[] outputs = bytes(layers, Layer::outputBytes, "outputBytes");
    long[] transfers = new long[outputs.length];
    for (int layer = 0; layer < outputs.length; layer++) {
      transfers[layer] = Math.round(times.transferNanos(outputs[layer]));
    }
    return new Costs(
        layers.stream().mapToLong(Layer::computeNanos).toArray(),
        transfers,
        (layer, devices) -> weights[layer] == 0 ? 0 : times.sumNanos(weights[layer], devices));
  }

  private static double[] bytes(
      List<Layer> layers, Function<Layer, OptionalLong> size, String key) {
    return layers.stream()
        .map(size)
        .mapToDouble(
            bytes ->
                bytes.orElseThrow(
                    () ->
                        new ScheduleException(
                            "choosing replicas weighs what they send against what they compute, but"
                                + " the layers lack %s. Maybe give it for every layer."
                                    .formatted(key))))
        .toArray();
  }
}
