package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One value for each square of an image's channel, by ND4J's own pooling. Rows and columns at the
 * end that fill no square are left out.
 *
 * @param kind of value
 * @param kernel height and width of a square
 * @param stride from a square to the next
 */
public record Pool(Kind kind, int kernel, int stride) implements Layer, Serializable {

  /** Kinds of values. */
  public enum Kind {
    /** The largest; a gradient goes to the first of equals. */
    MAXIMUM("maxpool2d"),
    /** The mean. */
    AVERAGE("avgpool2d");

    private final String operation;

    Kind(String operation) {
      this.operation = operation;
    }
  }

  /** Checks sizes. */
  public Pool {
    if (kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "squares of %d each %d make no pool. Maybe 2 and 2?".formatted(kernel, stride));
    }
  }

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3 || inputShape[1] < kernel || inputShape[2] < kernel) {
      throw Tensors.refused(
          "Pool", "(channels, height, width) of at least %d".formatted(kernel), inputShape);
    }
    return new long[] {
      inputShape[0], (inputShape[1] - kernel) / stride + 1, (inputShape[2] - kernel) / stride + 1
    };
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    long[] shape = Tensors.behind(input.size(0), outputShape(Tensors.sample(input)));
    INDArray output = Tensors.fresh(input, shape);
    Nd4j.exec(operation("").addInputs(input).addOutputs(output).build());
    return new Pooled(this, input, output);
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String suffix) {
    return DynamicCustomOp.builder(kind.operation + suffix)
        .addIntegerArguments(kernel, kernel, stride, stride, 0, 0, 1, 1, 0, 0, 0);
  }

  /** Keeps the input. */
  private record Pooled(Pool layer, INDArray input, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray gradient = Nd4j.create(input.dataType(), input.shape(), 'c');
      Nd4j.exec(
          layer.operation("_bp").addInputs(input, outputGradient).addOutputs(gradient).build());
      return new Backward(gradient, List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input);
    }
  }
}
