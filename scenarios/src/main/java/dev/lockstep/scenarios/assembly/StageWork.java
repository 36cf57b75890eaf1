package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.scenarios.assembly.timing.LayerCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one stage computes.
 *
 * @param layers its units, in order
 * @param head the auxiliary head behind them, if it carries one
 * @param enteringBytes what the stage before it, or the data, hands it for one micro-batch
 * @param receives whether a stage stands before it
 * @param sends whether a stage stands behind it
 * @param headWaits whether the head keeps its activations while the device computes other things
 */
record StageWork(
    List<LayerCost> layers,
    Optional<LayerWork> head,
    double enteringBytes,
    boolean receives,
    boolean sends,
    boolean headWaits) {

  StageWork {
    layers = List.copyOf(layers);
  }

  /** The units and the head, whose weights are trained as theirs are. */
  List<LayerCost> withHead() {
    List<LayerCost> all = new ArrayList<>(layers);
    head.ifPresent(work -> all.add(new LayerCost(List.of(work))));
    return all;
  }

  /** What the stage hands to the next one for one micro-batch. */
  double boundaryBytes() {
    return boundaryBytes(layers);
  }

  /** What the last of some layers hands on. */
  static double boundaryBytes(List<LayerCost> layers) {
    List<LayerWork> last = layers.get(layers.size() - 1).work();
    return last.get(last.size() - 1).outputBytes();
  }

  /** Kept from the forward to the backward; a head keeps nothing, it has its backward at once. */
  double activationBytes() {
    return sum(LayerWork::activationBytes);
  }

  double weightGradientStashBytes() {
    return sum(LayerWork::weightGradientStashBytes);
  }

  /** Held for a moment: by the layer that needs most, or by the head with its activations. */
  double workBytes() {
    double layer =
        layers.stream()
            .flatMap(unit -> unit.work().stream())
            .mapToDouble(LayerWork::workBytes)
            .max()
            .orElse(0);
    double kept = head.map(LayerWork::activationBytes).orElse(0.0);
    double passing = head.map(LayerWork::workBytes).orElse(0.0);
    return headWaits ? kept + Math.max(layer, passing) : Math.max(layer, kept + passing);
  }

  private double sum(ToDoubleFunction<LayerWork> bytes) {
    return layers.stream().flatMap(unit -> unit.work().stream()).mapToDouble(bytes).sum();
  }
}
