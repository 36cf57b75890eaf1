package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.model.Partition;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.scenario.section.model.Layer;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the figures of a run rest on that the scenario does not say, in words. */
final class Assumptions {

  private Assumptions() {}

  static List<String> of(
      ModelSection model, Optional<Partition> partition, Strategy strategy, Schedule schedule) {
    List<String> notes = new ArrayList<>();
    if (givesWholeBackward(model)
        && uses(schedule, Operation.INPUT_GRADIENT, Operation.WEIGHT_GRADIENT)) {
      notes.add(
          "backwardMs is taken as half input gradient, half weight gradient;"
              + " give backwardInputMs and backwardWeightMs to be exact");
    }
    if (uses(schedule, Operation.AUXILIARY, Operation.AUXILIARY_FORWARD)) {
      if (!givesHeads(model)) {
        notes.add("auxiliary heads cost nothing here; give auxiliaryMs to count them");
      } else if (partition.isPresent()) {
        List<String> free = freeHeads(model.layers().orElseThrow(), partition.get(), strategy);
        if (!free.isEmpty()) {
          notes.add(
              "auxiliary heads cost nothing behind %s; give auxiliaryMs to count them"
                  .formatted(String.join(", ", free)));
        }
      }
    }
    if (uses(schedule, Operation.FETCH)) {
      notes.add(
          "of what moves between device and host only weights take time, as far as parameterBytes are given");
    }
    notes.addAll(ofSlices(strategy));
    return List.copyOf(notes);
  }

  /** Of a strategy that slices micro-batches. */
  static List<String> ofSlices(Strategy strategy) {
    int slices = strategy.slicesPerMicroBatch();
    return slices == 1
        ? List.of()
        : List.of(
            "a slice is taken as 1/%d of a micro-batch in time and bytes; work space stays whole"
                .formatted(slices));
  }

  private static boolean givesWholeBackward(ModelSection model) {
    return model.profile().map(p -> p.backwardMs().isPresent()).orElse(false)
        || model
            .layers()
            .map(l -> l.rows().stream().anyMatch(row -> row.backwardMs().isPresent()))
            .orElse(false);
  }

  private static boolean givesHeads(ModelSection model) {
    return model.profile().map(p -> p.auxiliaryMs().isPresent()).orElse(false)
        || model
            .layers()
            .map(l -> l.rows().stream().anyMatch(row -> row.auxiliaryMs().isPresent()))
            .orElse(false);
  }

  /** Layers that carry a head although their row does not say what it costs. */
  private static List<String> freeHeads(Layers layers, Partition partition, Strategy strategy) {
    List<String> free = new ArrayList<>();
    int stages = partition.layersPerStage().size();
    int end = 0;
    for (int stage = 0; stage < stages; stage++) {
      end += partition.layersPerStage().get(stage);
      Layer last = layers.rows().get(end - 1);
      if (strategy.hasAuxiliaryHead(stage, stages) && last.auxiliaryMs().isEmpty()) {
        free.add(last.name());
      }
    }
    return free;
  }

  /** Whether a schedule has tasks of any of these operations. */
  static boolean uses(Schedule schedule, Operation... any) {
    return IntStream.range(0, schedule.taskCount())
        .mapToObj(schedule::operation)
        .anyMatch(List.of(any)::contains);
  }
}
