package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.run.value.Content.Activation;
import dev.lockstep.numerics.run.value.Content.Derivative;
import dev.lockstep.numerics.run.value.Content.Gradient;
import dev.lockstep.numerics.run.value.Content.Stash;
import dev.lockstep.numerics.run.value.Content.Tangent;
import dev.lockstep.numerics.run.value.Content.WeightGradient;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Forward differentiation (Baydin et al. 2022; Fournier et al., ICML 2023): a stage's weights are
 * perturbed by standard normal numbers {@code v}, a number {@code n} says how the loss changes with
 * them, and {@code n v} stands for the gradient, which it is in the mean. How an output changes is
 * a central difference in double precision along the perturbation, right to about 1e-9 of it.
 */
final class Tangents {

  private static final double STEP = 1e-6;
  private static final int NONE = -1;

  private final RunState state;
  private final Schedule schedule;
  private final Values values;

  /** The tangent whose derivative a stage's estimate reads: the one that its own weights move. */
  private final int[] ofStage;

  Tangents(RunState state) {
    this.state = state;
    this.schedule = state.schedule();
    this.values = state.values();
    this.ofStage = new int[schedule.stageCount()];
    Arrays.fill(ofStage, NONE);
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.PROJECT) {
        ofStage[schedule.stage(task)] = schedule.value(schedule.read(task, 0)).loss();
      }
    }
  }

  /** Beside a forward: how the output, or the true loss, changes. */
  void tangent(int task) {
    Stash stash = values.contents(task, ValueKind.STASH, Stash.class).get(0);
    Optional<INDArray> ofInput =
        values.contents(task, ValueKind.TANGENT, Tangent.class).stream()
            .map(Tangent::tensor)
            .findFirst();
    boolean last = schedule.stage(task) == schedule.stageCount() - 1;
    boolean perturbed = schedule.task(task).loss() == ofStage[schedule.stage(task)];
    INDArray tangent = along(task, stash.input(), ofInput, perturbed);
    values.write(task, ValueKind.TANGENT, new Tangent(tangent));
    if (last) {
      INDArray gradient =
          state.training().loss().of(stash.pass().output(), stash.input().labels()).gradient();
      values.write(task, ValueKind.DERIVATIVE, new Derivative(inner(gradient, tangent)));
    }
  }

  private INDArray along(
      int task, Activation input, Optional<INDArray> ofInput, boolean perturbed) {
    Layer body = state.stage(task).network().body();
    List<INDArray> weights = state.stage(task).body().forForward(schedule.weightVersion(task), 0);
    List<INDArray> directions = perturbed ? perturbation(task, weights) : List.of();
    INDArray after = shifted(body, weights, directions, input.tensor(), ofInput, STEP);
    INDArray before = shifted(body, weights, directions, input.tensor(), ofInput, -STEP);
    return after.subi(before).divi(2 * STEP);
  }

  private static INDArray shifted(
      Layer body,
      List<INDArray> weights,
      List<INDArray> directions,
      INDArray input,
      Optional<INDArray> ofInput,
      double step) {
    List<INDArray> moved = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      INDArray weight = weights.get(i).castTo(DataType.DOUBLE);
      moved.add(directions.isEmpty() ? weight : weight.add(directions.get(i).mul(step)));
    }
    INDArray from = input.castTo(DataType.DOUBLE);
    INDArray to = ofInput.map(tangent -> from.add(tangent.mul(step))).orElse(from);
    return body.forward(moved, to, Phase.REPEATED).output().dup();
  }

  private List<INDArray> perturbation(int task, List<INDArray> weights) {
    return perturbation(
        state.training().seed(), schedule.stage(task), schedule.microBatch(task), weights);
  }

  /** The same whenever it is asked for: drawn by seed, stage and micro-batch. */
  static List<INDArray> perturbation(long seed, int stage, int microBatch, List<INDArray> weights) {
    long own = (seed * 31 + stage) * 1_000_003 + microBatch;
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(own);
    List<INDArray> directions = new ArrayList<>();
    for (INDArray weight : weights) {
      directions.add(random.nextGaussian(weight.shape()).castTo(DataType.DOUBLE));
    }
    return directions;
  }

  /** The perturbation times what it does to the loss. */
  void project(int task) {
    double derivative =
        values.contents(task, ValueKind.DERIVATIVE, Derivative.class).stream()
            .findFirst()
            .map(Derivative::perUnit)
            .orElseGet(() -> ofOwnLoss(task));
    List<INDArray> weights = state.stage(task).body().versions().newest();
    List<INDArray> gradients =
        perturbation(task, weights).stream()
            .map(direction -> direction.muli(derivative).castTo(state.training().type()))
            .toList();
    values.write(
        task, ValueKind.WEIGHT_GRADIENT, new WeightGradient(schedule.microBatch(task), gradients));
  }

  private double ofOwnLoss(int task) {
    Tangent tangent = values.contents(task, ValueKind.TANGENT, Tangent.class).get(0);
    Gradient loss = values.contents(task, ValueKind.LOSS, Gradient.class).get(0);
    return inner(loss.tensor(), tangent.tensor());
  }

  private static double inner(INDArray gradient, INDArray tangent) {
    return gradient.castTo(DataType.DOUBLE).mul(tangent).sumNumber().doubleValue();
  }
}
