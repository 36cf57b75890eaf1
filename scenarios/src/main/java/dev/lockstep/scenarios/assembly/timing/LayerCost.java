package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.step.LayerTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit that stages are cut from: a block, with the embedding before the first and the head behind
 * the last.
 *
 * @param work what it consists of
 */
public record LayerCost(List<LayerWork> work) {

  /** Copies the list. */
  public LayerCost {
    work = List.copyOf(work);
  }

  /**
   * Groups the layers of a network: what is no block goes with the nearest one. Units that are
   * equal are also the same object.
   */
  public static List<LayerCost> units(List<LayerWork> layers) {
    List<List<LayerWork>> units = new java.util.ArrayList<>();
    boolean open = false;
    for (LayerWork layer : layers) {
      boolean joins = open || (layer.kind() == LayerWork.Kind.OUTPUT && !units.isEmpty());
      if (joins) {
        units.get(units.size() - 1).add(layer);
      } else {
        units.add(new java.util.ArrayList<>(List.of(layer)));
      }
      open = layer.kind() == LayerWork.Kind.INPUT;
    }
    Map<LayerCost, LayerCost> distinct = new HashMap<>();
    return units.stream()
        .map(LayerCost::new)
        .map(unit -> distinct.computeIfAbsent(unit, same -> same))
        .toList();
  }

  /** Weights on this device. */
  public double parameters() {
    return work.stream().mapToDouble(LayerWork::parameters).sum();
  }

  /** Weights of experts on this device. */
  public double expertParameters() {
    return work.stream().mapToDouble(LayerWork::expertParameters).sum();
  }

  /** Its name in reports and errors. */
  public String name() {
    return work.get(0).name();
  }

  /** Times of all its layers, one after the other. */
  public static LayerTime total(List<LayerTime> times) {
    LayerTime sum =
        new LayerTime(
            dev.lockstep.devices.step.PassTime.NONE,
            dev.lockstep.devices.step.PassTime.NONE,
            dev.lockstep.devices.step.PassTime.NONE,
            dev.lockstep.devices.step.PassTime.NONE);
    for (LayerTime time : times) {
      sum =
          new LayerTime(
              sum.forward().then(time.forward()),
              sum.recompute().then(time.recompute()),
              sum.inputGradient().then(time.inputGradient()),
              sum.weightGradient().then(time.weightGradient()));
    }
    return sum;
  }
}
