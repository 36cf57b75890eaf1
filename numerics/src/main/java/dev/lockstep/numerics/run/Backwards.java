package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.run.value.Content.Gradient;
import dev.lockstep.numerics.run.value.Content.Pending;
import dev.lockstep.numerics.run.value.Content.Stash;
import dev.lockstep.numerics.run.value.Content.StoredInput;
import dev.lockstep.numerics.run.value.Content.WeightGradient;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Backwards, whole or in two parts. */
final class Backwards {

  private static final List<ValueKind> STASHES =
      List.of(ValueKind.STASH, ValueKind.LOADED_STASH, ValueKind.EVICTED_STASH);

  private final RunState state;
  private final Schedule schedule;
  private final Values values;

  Backwards(RunState state) {
    this.state = state;
    this.schedule = state.schedule();
    this.values = state.values();
  }

  void backward(int task) {
    writeWeightGradient(task, downwards(task).backward().weightGradients().get());
  }

  void inputGradient(int task) {
    values.write(task, ValueKind.WEIGHT_GRADIENT_STASH, downwards(task));
  }

  private Pending downwards(int task) {
    Stash stash = stash(task);
    List<INDArray> weights = state.stage(task).body().forBackward(schedule.weightVersion(task));
    INDArray outputGradient = combined(outputGradients(task, stash));
    Backward backward = stash.pass().backward(weights, outputGradient);
    values.write(task, ValueKind.STORED_INPUT, new StoredInput(stash.input()));
    if (values.isWanted(task, ValueKind.GRADIENT)) {
      values.write(task, ValueKind.GRADIENT, new Gradient(shrunk(backward.inputGradient())));
    }
    List<INDArray> taken = new ArrayList<>(stash.tensors());
    taken.add(outputGradient);
    return new Pending(backward, taken);
  }

  private INDArray shrunk(INDArray gradient) {
    double factor = state.training().rule().lateGradients().shrink();
    return factor == 1 ? gradient : gradient.mul(factor);
  }

  void weightGradient(int task) {
    List<List<INDArray>> ofLosses =
        values.contents(task, ValueKind.WEIGHT_GRADIENT_STASH, Pending.class).stream()
            .map(one -> one.backward().weightGradients().get())
            .toList();
    List<INDArray> gradients =
        IntStream.range(0, ofLosses.get(0).size())
            .mapToObj(weight -> combined(ofLosses.stream().map(one -> one.get(weight)).toList()))
            .toList();
    writeWeightGradient(task, gradients);
  }

  private void writeWeightGradient(int task, List<INDArray> gradients) {
    WeightGradient one = new WeightGradient(schedule.microBatch(task), gradients);
    values.write(task, ValueKind.WEIGHT_GRADIENT, one);
  }

  private Stash stash(int task) {
    return STASHES.stream()
        .flatMap(kind -> values.contents(task, kind, Stash.class).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(state.name(task) + " reads no stash"));
  }

  /** Those that a task reads; the true loss's, if it reads none. */
  private List<INDArray> outputGradients(int task, Stash stash) {
    List<INDArray> received =
        Stream.of(ValueKind.GRADIENT, ValueKind.LOSS)
            .flatMap(kind -> values.contents(task, kind, Gradient.class).stream())
            .map(Gradient::tensor)
            .toList();
    if (!received.isEmpty()) {
      return received;
    }
    Loss.Value loss = state.training().loss().of(stash.pass().output(), stash.input().labels());
    state.log().loss(schedule.microBatch(task), loss);
    return List.of(loss.gradient());
  }

  private INDArray combined(List<INDArray> gradients) {
    List<INDArray> all = new ArrayList<>(gradients);
    INDArray sum = all.remove(0);
    for (INDArray next : all) {
      sum = sum.add(next);
    }
    boolean mean = state.training().rule().losses().mean() && gradients.size() > 1;
    return mean ? sum.div(gradients.size()) : sum;
  }
}
