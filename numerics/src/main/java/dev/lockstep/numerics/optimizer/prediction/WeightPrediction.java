package dev.lockstep.numerics.optimizer.prediction;

import dev.lockstep.numerics.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights as they will be some updates later, if all these updates are like the remembered one:
 * {@code W(t + s) = W(t) - s * step}, {@code step} being {@link Optimizer.Memory#expectedStep}. The
 * strategies that do so differ in where they do it, which the schedule knows, and in the optimizer:
 *
 * <ul>
 *   <li>SpecTrain (Chen, Yang, Cheng, arXiv 1809.02839): {@code W - s r v}, with {@code v} the
 *       smoothed gradient that momentum goes by, in forwards and backwards. It smooths by {@code v
 *       = m v + (1 - m) g}; where {@code v = m v + g}, the rate is smaller by {@code 1 - m}, and
 *       {@code r v} the same.
 *   <li>XPipe (Guan et al., arXiv 1911.04610): with Adam's step, in the forward of a mini-batch's
 *       first micro-batch; the others take its prediction.
 *   <li>PipeOptim (Guan et al., arXiv 2312.00839): with the optimizer's own step (momentum, Adam,
 *       AdamW), in forwards only.
 *   <li>Linear weight prediction of Kosson et al. (arXiv 2003.11666) in its velocity form: {@code W
 *       - r T v}, in forwards, with horizon {@code T} the delay.
 * </ul>
 *
 * (The formulas are from memory of the papers.)
 */
public final class WeightPrediction {

  private WeightPrediction() {}

  /**
   * Predicted weights, as new tensors.
   *
   * @param memory of these weights
   * @param rate at which the updates are expected
   * @param updates how many lie between the weights and those that are wanted, not negative
   */
  public static List<INDArray> predict(
      List<INDArray> weights, Optimizer.Memory memory, double rate, double updates) {
    if (!(updates >= 0)) {
      throw new IllegalArgumentException(
          "weights predicted for %s updates ahead; not negative is right".formatted(updates));
    }
    List<INDArray> steps = memory.expectedStep(weights, rate);
    List<INDArray> predicted = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      predicted.add(weights.get(i).sub(steps.get(i).muli(updates)));
      steps.get(i).close();
    }
    return predicted;
  }

  /**
   * The weight form of Kosson et al.: {@code W + T (W - before)}, where the last update stands for
   * those to come. For plain momentum it is the velocity form.
   *
   * @param before the weights before the last update
   */
  public static List<INDArray> extrapolate(
      List<INDArray> weights, List<INDArray> before, double updates) {
    List<INDArray> predicted = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      INDArray weight = weights.get(i);
      predicted.add(weight.sub(before.get(i)).muli(updates).addi(weight));
    }
    return predicted;
  }

  /**
   * How many remembered steps the momentum alone still makes in some updates, if no gradient joins
   * it: {@code m + m^2 + ... + m^s}. Handed to {@link #predict} as updates it gives the prediction
   * of FTPipe (Eliad et al., USENIX ATC 2021; from its published code).
   *
   * @param momentum at least 0 and below 1
   */
  public static double stepsOfMomentumAlone(double momentum, double updates) {
    return momentum * (1 - Math.pow(momentum, updates)) / (1 - momentum);
  }
}
