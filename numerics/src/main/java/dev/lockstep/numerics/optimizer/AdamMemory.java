package dev.lockstep.numerics.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Moments of Adam and AdamW, which differ in where the weight decay acts. */
final class AdamMemory implements Optimizer.Memory {

  private final Adam adam;
  private final double decoupledDecay;
  private final Remembered remembered;
  private long steps;

  AdamMemory(Adam adam, double decoupledDecay, Remembered remembered) {
    this.adam = adam;
    this.decoupledDecay = decoupledDecay;
    this.remembered = remembered;
  }

  @Override
  public void step(List<INDArray> weights, List<INDArray> gradients, double rate) {
    remembered.check(weights, gradients);
    steps++;
    for (int i = 0; i < weights.size(); i++) {
      INDArray weight = weights.get(i);
      remember(i, weight, gradients.get(i));
      if (decaysDecoupled(i)) {
        weight.muli(1 - rate * decoupledDecay);
      }
      INDArray change = change(i, weight, rate);
      weight.subi(change);
      change.close();
    }
  }

  private void remember(int number, INDArray weight, INDArray gradient) {
    INDArray decayed =
        adam.decay() > 0 && remembered.decays(number)
            ? weight.mul(adam.decay()).addi(gradient)
            : gradient.dup();
    INDArray share = decayed.mul(1 - adam.beta1());
    remembered.of(0, number, weight).muli(adam.beta1()).addi(share);
    share.close();
    decayed.muli(decayed).muli(1 - adam.beta2());
    remembered.of(1, number, weight).muli(adam.beta2()).addi(decayed);
    decayed.close();
  }

  private INDArray change(int number, INDArray weight, double rate) {
    INDArray first = remembered.of(0, number, weight);
    INDArray second = remembered.of(1, number, weight);
    INDArray root = Transforms.sqrt(second, true);
    root.divi(Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps))).addi(adam.epsilon());
    INDArray change = first.div(root).muli(rate / (1 - Math.pow(adam.beta1(), (double) steps)));
    root.close();
    return change;
  }

  private boolean decaysDecoupled(int number) {
    return decoupledDecay > 0 && remembered.decays(number);
  }

  @Override
  public List<INDArray> expectedStep(List<INDArray> weights, double rate) {
    List<INDArray> expected = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      INDArray weight = weights.get(i);
      if (steps == 0) {
        expected.add(weight.like());
        continue;
      }
      INDArray change = change(i, weight, rate);
      if (decaysDecoupled(i)) {
        INDArray decay = weight.mul(rate * decoupledDecay);
        change.addi(decay);
        decay.close();
      }
      expected.add(change);
    }
    return expected;
  }

  @Override
  public List<INDArray> tensors() {
    return remembered.all();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void restore(List<INDArray> tensors, long steps) {
    remembered.restore(tensors);
    this.steps = steps;
  }
}
