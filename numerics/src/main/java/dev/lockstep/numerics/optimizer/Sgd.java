package dev.lockstep.numerics.optimizer;

import dev.lockstep.numerics.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic gradient descent with momentum, as PyTorch's {@code torch.optim.SGD} without damping.
 * With gradient {@code g} of the loss and weight {@code w}:
 *
 * <pre>
 * g = g + decay * w               where the weight decays
 * v = momentum * v + g            v = 0 at first
 * w = w - rate * v                or, with Nesterov's momentum,
 * w = w - rate * (g + momentum * v)
 * </pre>
 *
 * @param momentum at least 0 and below 1
 * @param nesterov whether to look one step ahead
 * @param decay weight decay, not negative
 */
public record Sgd(double momentum, boolean nesterov, double decay) implements Optimizer {

  /** Checks the figures. */
  public Sgd {
    if (!(momentum >= 0 && momentum < 1) || !(decay >= 0) || (nesterov && momentum == 0)) {
      throw new IllegalArgumentException(
          "SGD with momentum %s, weight decay %s%s; momentum is at least 0 and below 1, weight decay at least 0, Nesterov's needs momentum"
              .formatted(momentum, decay, nesterov ? ", Nesterov" : ""));
    }
  }

  /** Plain gradient descent: no momentum, no weight decay. */
  public static Sgd plain() {
    return new Sgd(0, false, 0);
  }

  @Override
  public Memory start(List<Weight> weights) {
    return new Velocities(new Remembered(weights, 1));
  }

  private final class Velocities implements Memory {
    private final Remembered remembered;
    private long steps;

    private Velocities(Remembered remembered) {
      this.remembered = remembered;
    }

    @Override
    public void step(List<INDArray> weights, List<INDArray> gradients, double rate) {
      remembered.check(weights, gradients);
      for (int i = 0; i < weights.size(); i++) {
        step(i, weights.get(i), gradients.get(i), rate);
      }
      steps++;
    }

    private void step(int number, INDArray weight, INDArray gradient, double rate) {
      INDArray velocity = remembered.of(0, number, weight);
      INDArray decayed = gradient;
      if (decay > 0 && remembered.decays(number)) {
        decayed = weight.mul(decay).addi(gradient);
      }
      velocity.muli(momentum).addi(decayed);
      INDArray change =
          nesterov ? velocity.mul(momentum).addi(decayed).muli(rate) : velocity.mul(rate);
      weight.subi(change);
      change.close();
      if (decayed != gradient) {
        decayed.close();
      }
    }

    @Override
    public List<INDArray> expectedStep(List<INDArray> weights, double rate) {
      List<INDArray> expected = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        expected.add(remembered.of(0, i, weights.get(i)).mul(rate));
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
}
