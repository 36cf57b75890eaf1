package dev.lockstep.devices.layers;

import dev.lockstep.devices.kernel.Kernel;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Several layers, one behind the other, as one. */
public final class LayerSum {

  private LayerSum() {}

  /**
   * Their work together; what is held for a moment is what the neediest holds.
   *
   * @param parts at least one, in the order of the forward
   */
  public static LayerWork of(String name, LayerWork.Kind kind, List<LayerWork> parts) {
    return new LayerWork(
        name,
        kind,
        kernels(parts, LayerWork::forward),
        kernels(parts, LayerWork::recompute),
        kernels(parts, LayerWork::inputGradient),
        kernels(parts, LayerWork::weightGradient),
        sum(parts, LayerWork::parameters),
        sum(parts, LayerWork::expertParameters),
        sum(parts, LayerWork::activationBytes),
        sum(parts, LayerWork::weightGradientStashBytes),
        parts.stream().mapToDouble(LayerWork::workBytes).max().orElseThrow(),
        parts.get(parts.size() - 1).outputBytes(),
        sum(parts, LayerWork::modelFlops));
  }

  private static List<Kernel> kernels(
      List<LayerWork> parts, Function<LayerWork, List<Kernel>> which) {
    return parts.stream().flatMap(part -> which.apply(part).stream()).toList();
  }

  private static double sum(List<LayerWork> parts, ToDoubleFunction<LayerWork> which) {
    return parts.stream().mapToDouble(which).sum();
  }
}
