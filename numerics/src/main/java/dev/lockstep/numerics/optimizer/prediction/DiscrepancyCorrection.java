package dev.lockstep.numerics.optimizer.prediction;

import dev.lockstep.numerics.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * PipeMare's discrepancy correction, T2 (Yang et al., MLSys 2021, arXiv 1910.05124; from memory of
 * the paper): a backward computes with {@code u = w - delay * d}, about the weights of its forward,
 * where {@code d} is a smoothed change of an update: {@code d = c d + (1 - c) (w after - w
 * before)}, {@code c = D^(1 / delay)}.
 *
 * @param delay updates between the weights of the forward and those of the backward, not negative;
 *     at 0 weights stay as they are
 * @param decay {@code D}: the share of a change that is still remembered after {@code delay}
 *     updates; above 0 and below 1, often {@code exp(-2)}, 0.135
 */
public record DiscrepancyCorrection(double delay, double decay) {

  /** Checks the figures. */
  public DiscrepancyCorrection {
    if (!(delay >= 0) || !(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "backwards corrected by delay %s with decay %s; delay is at least 0, decay above 0 and below 1"
              .formatted(delay, decay));
    }
  }

  /** The share {@code c} of the changes remembered that an update leaves. */
  public double smoothing() {
    return delay == 0 ? 0 : Math.pow(decay, 1 / delay);
  }

  /** No changes yet, for a stage of these weights. */
  public Changes start(List<Weight> weights) {
    return new Changes(weights);
  }

  /** The smoothed changes of a stage's weights. */
  public final class Changes {

    private final List<INDArray> changes = new ArrayList<>();

    private Changes(List<Weight> weights) {
      for (Weight weight : weights) {
        long[] shape = weight.shape().stream().mapToLong(Long::longValue).toArray();
        changes.add(Nd4j.zeros(DataType.FLOAT, shape));
      }
    }

    /** Remembers an update. */
    public void remember(List<INDArray> before, List<INDArray> after) {
      for (int i = 0; i < changes.size(); i++) {
        INDArray change = after.get(i).sub(before.get(i)).muli(1 - smoothing());
        of(i, change.dataType()).muli(smoothing()).addi(change);
        change.close();
      }
    }

    private INDArray of(int number, DataType type) {
      if (changes.get(number).dataType() != type) {
        changes.set(number, changes.get(number).castTo(type));
      }
      return changes.get(number);
    }

    /** Weights to go backward with, as new tensors. */
    public List<INDArray> correct(List<INDArray> weights) {
      List<INDArray> corrected = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        INDArray past = of(i, weights.get(i).dataType()).mul(delay);
        corrected.add(weights.get(i).sub(past));
        past.close();
      }
      return corrected;
    }

    /** All that is remembered, to be stored. */
    public List<INDArray> tensors() {
      return List.copyOf(changes);
    }

    /** Goes on where another memory stood. */
    public void restore(List<INDArray> tensors) {
      if (tensors.size() != changes.size()) {
        throw new IllegalArgumentException(
            "%d remembered changes for %d weights\nMaybe they belong to another stage."
                .formatted(tensors.size(), changes.size()));
      }
      changes.clear();
      tensors.forEach(tensor -> changes.add(tensor.dup('c')));
    }
  }
}
