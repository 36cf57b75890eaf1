package dev.lockstep.numerics.optimizer;

import dev.lockstep.numerics.tensor.Weight;
import java.util.List;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2), as
 * PyTorch's {@code torch.optim.AdamW}: the decay, {@code w = w - rate * decay * w}, is no part of
 * the gradient, so that the moments know nothing of it. {@link Memory#expectedStep} holds it.
 *
 * @param beta1 at least 0 and below 1, often 0.9
 * @param beta2 at least 0 and below 1, often 0.999
 * @param epsilon above 0, often 1e-8
 * @param decay weight decay, not negative, often 0.01
 */
public record AdamW(double beta1, double beta2, double epsilon, double decay) implements Optimizer {

  /** Checks the figures. */
  public AdamW {
    new Adam(beta1, beta2, epsilon, decay);
  }

  @Override
  public Memory start(List<Weight> weights) {
    Adam adam = new Adam(beta1, beta2, epsilon, 0);
    return new AdamMemory(adam, decay, new Remembered(weights, 2));
  }
}
