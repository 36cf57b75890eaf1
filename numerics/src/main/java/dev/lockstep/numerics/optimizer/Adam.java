package dev.lockstep.numerics.optimizer;

import dev.lockstep.numerics.tensor.Weight;
import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1), as PyTorch's {@code torch.optim.Adam}. In step
 * {@code t}, from 1:
 *
 * <pre>
 * g = g + decay * w                        where the weight decays
 * m = beta1 * m + (1 - beta1) * g
 * v = beta2 * v + (1 - beta2) * g * g
 * w = w - rate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>It remembers {@code m} of every weight, then {@code v} of every weight.
 *
 * @param beta1 at least 0 and below 1, often 0.9
 * @param beta2 at least 0 and below 1, often 0.999
 * @param epsilon above 0, often 1e-8
 * @param decay weight decay as a part of the gradient, not negative
 */
public record Adam(double beta1, double beta2, double epsilon, double decay) implements Optimizer {

  /** Checks the figures. */
  public Adam {
    if (!(beta1 >= 0 && beta1 < 1)
        || !(beta2 >= 0 && beta2 < 1)
        || !(epsilon > 0)
        || !(decay >= 0)) {
      throw new IllegalArgumentException(
          "Adam with betas %s and %s, epsilon %s, weight decay %s; betas are at least 0 and below 1, epsilon above 0, weight decay at least 0"
              .formatted(beta1, beta2, epsilon, decay));
    }
  }

  /** With the paper's figures: 0.9, 0.999 and 1e-8, no weight decay. */
  public static Adam usual() {
    return new Adam(0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Memory start(List<Weight> weights) {
    return new AdamMemory(this, 0, new Remembered(weights, 2));
  }
}
