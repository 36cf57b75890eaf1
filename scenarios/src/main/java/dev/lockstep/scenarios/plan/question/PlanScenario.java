package dev.lockstep.scenarios.plan.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.variant.Variant;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.List;
import java.util.Locale;

/** A plan as the scenario file that carries it out. */
public final class PlanScenario {

  private PlanScenario() {}

  /** The tree of the file. */
  public static ObjectNode of(Variant variant, Candidate plan) {
    ObjectNode tree = variant.tree().deepCopy();
    tree.put("name", variant.problem().name());
    ParallelismSection degrees = plan.degrees();
    ObjectNode parallelism = tree.putObject("parallelism");
    parallelism.put("pipeline", degrees.pipeline());
    parallelism.put("tensor", degrees.tensor());
    parallelism.put("data", degrees.data().orElse(1));
    parallelism.put("context", degrees.context());
    parallelism.put("expert", degrees.expert());
    parallelism.put("sequenceParallel", degrees.sequenceParallel());
    parallelism.put("zeroStage", degrees.zeroStage());
    ObjectNode training = (ObjectNode) tree.get("training");
    if (training.has("globalBatch")) {
      training.put("microBatch", plan.microBatch().orElse(1));
    } else {
      training.put("microBatches", plan.microBatches());
    }
    plan.recompute()
        .ifPresent(
            word ->
                training.put("recompute", word.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    plan.partition()
        .ifPresent(
            cut -> {
              var sizes = tree.putObject("partition").putArray("layersPerStage");
              cut.layersPerStage().forEach(sizes::add);
            });
    ObjectNode strategy = tree.putObject("strategy");
    strategy.put("name", plan.strategy().name());
    plan.strategy().options().values().forEach((name, value) -> put(strategy, name, value));
    return tree;
  }

  private static void put(ObjectNode strategy, String name, Object value) {
    if (value instanceof Boolean flag) {
      strategy.put(name, flag);
    } else if (value instanceof Integer number) {
      strategy.put(name, number);
    } else if (value instanceof Number number) {
      strategy.put(name, number.doubleValue());
    } else if (value instanceof List<?> list) {
      var array = strategy.putArray(name);
      list.forEach(element -> array.add(Integer.parseInt(String.valueOf(element))));
    } else {
      strategy.put(name, String.valueOf(value));
    }
  }
}
