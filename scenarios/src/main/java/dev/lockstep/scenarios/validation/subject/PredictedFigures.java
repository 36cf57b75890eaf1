package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * Figures by the names of the result format, looked up in the result's own tree: a figure that is
 * added to the result can be measured against at once.
 */
public final class PredictedFigures {

  private static final String EXTRAPOLATED = "beyond what constants were fitted on";

  private final JsonNode result;
  private final Optional<String> note;

  private PredictedFigures(JsonNode result, Optional<String> note) {
    this.result = result;
    this.note = note;
  }

  /** The figures of a result as JSON has it. */
  public PredictedFigures(JsonNode result) {
    this(result, Optional.empty());
  }

  /**
   * The figures of a single kernel or collective.
   *
   * @param inFittedRange whether constants were fitted on such ones
   */
  static PredictedFigures of(ObjectNode figures, boolean inFittedRange) {
    return new PredictedFigures(
        figures, inFittedRange ? Optional.empty() : Optional.of(EXTRAPOLATED));
  }

  /** What one should know of the figures. */
  public Optional<String> note() {
    return note;
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
