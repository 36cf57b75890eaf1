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
 */
record StageWork(
    List<LayerCost> layers,
    Optional<LayerWork> head,
    double enteringBytes,
    boolean receives,
    boolean sends) {

  StageWork {
    layers = List.copyOf(layers);
  }

  /** The units and the head, whose weights are trained as theirs are. */
  List<LayerCost> withHead() {
    List<LayerCost> all = new ArrayList<>(layers);
    head.ifPresent(work -> all.add(new LayerCost(List.of(work))));
    return all;
  }

  /** Kept from the forward to the backward; a head keeps nothing, it has its backward at once. */
  double activationBytes() {
    return sum(LayerWork::activationBytes);
  }

  double weightGradientStashBytes() {
    return sum(LayerWork::weightGradientStashBytes);
  }

  /** Held for a moment: by the layer that needs most, or by the head, its activations included. */
  double workBytes() {
    double layer =
        layers.stream()
            .flatMap(unit -> unit.work().stream())
            .mapToDouble(LayerWork::workBytes)
            .max()
            .orElse(0);
    return Math.max(layer, head.map(w -> w.activationBytes() + w.workBytes()).orElse(0.0));
  }

  private double sum(ToDoubleFunction<LayerWork> bytes) {
    return layers.stream().flatMap(unit -> unit.work().stream()).mapToDouble(bytes).sum();
  }
}
