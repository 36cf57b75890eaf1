package dev.lockstep.scenarios.layout;

import dev.lockstep.core.model.Layer;
import dev.lockstep.scenarios.scenario.Milliseconds;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import java.util.List;
import java.util.OptionalDouble;

/** Measured layers, in the words of the core. */
public final class MeasuredLayers {

  private MeasuredLayers() {}

  /**
   * The layers; a backward that was measured whole is half input gradient, half weight gradient.
   */
  public static List<Layer> of(Layers rows) {
    return rows.rows().stream().map(MeasuredLayers::layer).toList();
  }

  private static Layer layer(dev.lockstep.scenarios.scenario.section.model.Layer row) {
    long inputGradient;
    long weightGradient;
    if (row.backwardMs().isPresent()) {
      long backward = Milliseconds.toNanos(row.backwardMs().getAsDouble());
      inputGradient = backward / 2;
      weightGradient = backward - inputGradient;
    } else {
      inputGradient = nanos(row.backwardInputMs());
      weightGradient = nanos(row.backwardWeightMs());
    }
    return new Layer(
        row.name(),
        Milliseconds.toNanos(row.forwardMs()),
        inputGradient,
        weightGradient,
        nanos(row.auxiliaryMs()),
        row.activationBytes(),
        row.outputBytes(),
        row.parameterBytes());
  }

  private static long nanos(OptionalDouble milliseconds) {
    return milliseconds.isPresent() ? Milliseconds.toNanos(milliseconds.getAsDouble()) : 0;
  }
}
