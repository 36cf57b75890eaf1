package dev.lockstep.numerics.optimizer.prediction;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Momentum with spike compensation (Kosson et al., MLSys 2021, arXiv 2003.11666; from memory of the
 * paper): {@code v = momentum * v + g} as ever, then {@code w = w - rate * (a v + b g)}. A gradient
 * that comes {@code delay} updates late does at once what it would have done by now, {@code b = 1 +
 * m + ... + m^(delay - 1)} beside {@code a = m^delay}; in all it does as much as without
 * compensation: {@code a / (1 - m) + b = 1 / (1 - m)}.
 *
 * @param momentum at least 0 and below 1
 * @param velocityShare {@code a}
 * @param gradientShare {@code b}
 * @param decay weight decay as a part of the gradient, not negative
 */
public record SpikeCompensatedSgd(
    double momentum, double velocityShare, double gradientShare, double decay)
    implements Optimizer {

  /** Checks the figures. */
  public SpikeCompensatedSgd {
    new Sgd(momentum, false, decay);
  }

  /**
   * With the paper's shares for a stage; without delay it is {@link Sgd}.
   *
   * @param delay staleness of the stage in updates, not negative
   */
  public static SpikeCompensatedSgd of(double momentum, double delay, double decay) {
    if (!(delay >= 0)) {
      throw new IllegalArgumentException(
          "spikes compensated for a delay of %s updates; not negative is right".formatted(delay));
    }
    double share = Math.pow(momentum, delay);
    return new SpikeCompensatedSgd(momentum, share, (1 - share) / (1 - momentum), decay);
  }

  @Override
  public Memory start(List<Weight> weights) {
    return new Compensated(weights, new Sgd(momentum, false, decay).start(weights));
  }

  /** The memory is that of plain momentum. */
  private final class Compensated implements Memory {
    private final List<Weight> weights;
    private final Memory plain;

    private Compensated(List<Weight> weights, Memory plain) {
      this.weights = List.copyOf(weights);
      this.plain = plain;
    }

    /** Momentum's step at {@code a} times the rate, then the gradient's own share. */
    @Override
    public void step(List<INDArray> values, List<INDArray> gradients, double rate) {
      List<INDArray> spikes = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        INDArray spike = gradients.get(i).mul(gradientShare * rate);
        if (decay > 0 && weights.get(i).decays()) {
          INDArray decayed = values.get(i).mul(gradientShare * rate * decay);
          spike.addi(decayed);
          decayed.close();
        }
        spikes.add(spike);
      }
      plain.step(values, gradients, rate * velocityShare);
      for (int i = 0; i < values.size(); i++) {
        values.get(i).subi(spikes.get(i));
        spikes.get(i).close();
      }
    }

    @Override
    public List<INDArray> expectedStep(List<INDArray> values, double rate) {
      return plain.expectedStep(values, rate);
    }

    @Override
    public List<INDArray> tensors() {
      return plain.tensors();
    }

    @Override
    public long steps() {
      return plain.steps();
    }

    @Override
    public void restore(List<INDArray> tensors, long steps) {
      plain.restore(tensors, steps);
    }
  }
}
