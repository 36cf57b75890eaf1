package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * Figures by the names of the result format, looked up in the result's own tree: a figure that is
 * added to the result can be measured against at once.
 */
public final class PredictedFigures {

  private final JsonNode result;

  /** The figures of a result as JSON has it. */
  public PredictedFigures(JsonNode result) {
    this.result = result;
  }

  /**
   * A number of the result; of a figure that only devices have, the largest device's. Empty if the
   * result has none, for one device or for all.
   */
  public OptionalDouble figure(String name) {
    JsonNode own = result.path(name);
    if (own.isNumber()) {
      return OptionalDouble.of(own.doubleValue());
    }
    JsonNode devices = result.path("perDevice");
    boolean complete =
        StreamSupport.stream(devices.spliterator(), false)
            .allMatch(device -> device.path(name).isNumber());
    if (!complete) {
      return OptionalDouble.empty();
    }
    return StreamSupport.stream(devices.spliterator(), false)
        .mapToDouble(device -> device.get(name).doubleValue())
        .max();
  }
}
