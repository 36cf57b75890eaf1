package dev.lockstep.scenarios.scenario.section.learning;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How weights change.
 *
 * @param name of the optimizer
 * @param learningRate before its schedule
 * @param momentum of gradient descent
 * @param nesterov whether momentum looks ahead
 * @param weightDecay what shrinks weights
 * @param schedule how the rate changes
 * @param warmUp updates over which the rate rises
 * @param milestones updates from which the rate is a tenth, with {@code steps}
 */
public record OptimizerSection(
    @Key(value = "optimizer", or = "\"sgd\"") Name name,
    @Key("before its schedule; 0.05 for sgd and 0.003 for the others if absent")
        @Bounds(min = 0, max = 1000)
        OptionalDouble learningRate,
    @Key(value = "of sgd", or = "0.9") @Bounds(min = 0, max = 0.999999) double momentum,
    @Key(value = "sgd: momentum looks ahead", or = "false") boolean nesterov,
    @Key(value = "what shrinks weights", or = "0.0005") @Bounds(min = 0, max = 10)
        double weightDecay,
    @Key(value = "how the rate changes", or = "\"cosine\"") Schedule schedule,
    @Key(value = "updates over which the rate rises at first", or = "0") @Bounds(min = 0, max = 1e7)
        int warmUp,
    @Key(value = "updates from which the rate is a tenth, with schedule steps", or = "[]")
        @Bounds(min = 1, max = 1e9)
        List<Integer> milestones) {

  /** Copies the list. */
  public OptimizerSection {
    milestones = List.copyOf(milestones);
  }

  /** Optimizers. */
  public enum Name {
    /** Gradient descent with momentum. */
    SGD,
    /** Adam. */
    ADAM,
    /** Adam with decay beside it. */
    ADAMW
  }

  /** How the rate changes. */
  public enum Schedule {
    /** Not at all. */
    CONSTANT,
    /** A tenth from milestone to milestone. */
    STEPS,
    /** Half a cosine to zero. */
    COSINE
  }
}
