package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The network on which the tests of the published interlocking code are worked out by hand: each
 * stage multiplies its input by weights, element by element. Heads are the identity with a softmax
 * cross-entropy for class 1; the gradient of the true loss is 0.1 for every logit. Follows what the
 * tasks of a schedule read and write, in the order in which they ran.
 */
final class ScaleModules {

  private static final double[] TRUE_LOSS_GRADIENT = {0.1, 0.1};

  private final Schedule schedule;
  private final double learningRate;
  private final boolean mean;
  private final IntFunction<double[]> inputs;
  private final double[][] weights;
  private final Map<Value, double[]> values = new HashMap<>();

  private ScaleModules(
      Schedule schedule, double learningRate, boolean mean, IntFunction<double[]> inputs) {
    this.schedule = schedule;
    this.learningRate = learningRate;
    this.mean = mean;
    this.inputs = inputs;
    this.weights = new double[schedule.stageCount()][];
    for (int stage = 0; stage < weights.length; stage++) {
      weights[stage] = new double[] {stage + 2.0, stage + 2.0};
    }
  }

  /**
   * The weights of every stage after a schedule, from 2, 3, 4, ... on.
   *
   * @param mean whether gradients of several losses are averaged instead of added
   * @param inputs two features by micro-batch
   */
  static double[][] train(
      Schedule schedule, double learningRate, boolean mean, IntFunction<double[]> inputs) {
    Timeline timeline = Runs.run(schedule, new Times(3, 4, 5, 2, 1).costs(schedule.stageCount()));
    Schedule lowered = timeline.schedule();
    ScaleModules modules = new ScaleModules(lowered, learningRate, mean, inputs);
    IntStream.range(0, lowered.taskCount())
        .filter(task -> lowered.operation(task).isCompute())
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(timeline::endNanos).thenComparing(t -> t))
        .forEach(modules::run);
    return modules.weights;
  }

  private void run(int task) {
    int stage = schedule.stage(task);
    switch (schedule.operation(task)) {
      case FORWARD ->
          write(task, ValueKind.ACTIVATION, apply(input(task), weights[stage], (x, w) -> x * w));
      case AUXILIARY -> write(task, ValueKind.LOSS, crossEntropyGradient(read(task).get(0)));
      case INPUT_GRADIENT, BACKWARD, WEIGHT_GRADIENT -> {
        double[] output = outputGradient(task);
        write(task, ValueKind.WEIGHT_GRADIENT_STASH, output);
        write(task, ValueKind.GRADIENT, apply(output, weights[stage], (g, w) -> g * w));
        write(task, ValueKind.WEIGHT_GRADIENT, apply(output, input(task), (g, x) -> g * x));
      }
      case UPDATE ->
          read(task).forEach(d -> weights[stage] = apply(weights[stage], d, this::steppedDown));
      default -> throw new IllegalStateException("no rule for " + schedule.task(task));
    }
  }

  private double steppedDown(double weight, double gradient) {
    return weight - learningRate * gradient;
  }

  /** Of the losses that the task reads, or of the true loss if it reads none. */
  private double[] outputGradient(int task) {
    List<double[]> gradients =
        read(task, ValueKind.GRADIENT, ValueKind.LOSS, ValueKind.WEIGHT_GRADIENT_STASH);
    if (gradients.isEmpty()) {
      return TRUE_LOSS_GRADIENT;
    }
    double[] sum = gradients.stream().reduce((a, b) -> apply(a, b, Double::sum)).orElseThrow();
    return mean ? apply(sum, sum, (a, b) -> a / gradients.size()) : sum;
  }

  private double[] input(int task) {
    int stage = schedule.stage(task);
    int microBatch = schedule.microBatch(task);
    return stage == 0
        ? inputs.apply(microBatch)
        : values.get(Value.of(ValueKind.ACTIVATION, stage - 1, microBatch));
  }

  private static double[] crossEntropyGradient(double[] logits) {
    double largest = Math.max(logits[0], logits[1]);
    double first = Math.exp(logits[0] - largest);
    double second = Math.exp(logits[1] - largest);
    return new double[] {first / (first + second), second / (first + second) - 1};
  }

  private List<double[]> read(int task, ValueKind... kinds) {
    return IntStream.range(0, schedule.readCount(task))
        .mapToObj(i -> schedule.value(schedule.read(task, i)))
        .filter(value -> kinds.length == 0 || List.of(kinds).contains(value.kind()))
        .map(values::get)
        .toList();
  }

  private void write(int task, ValueKind kind, double[] content) {
    IntStream.range(0, schedule.writeCount(task))
        .mapToObj(i -> schedule.value(schedule.write(task, i)))
        .filter(value -> value.kind() == kind)
        .forEach(value -> values.put(value, content));
  }

  private static double[] apply(double[] left, double[] right, DoubleBinaryOperator operator) {
    return new double[] {
      operator.applyAsDouble(left[0], right[0]), operator.applyAsDouble(left[1], right[1])
    };
  }
}
