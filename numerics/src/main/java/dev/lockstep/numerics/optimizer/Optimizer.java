package dev.lockstep.numerics.optimizer;

import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A way to change weights by their gradients. Immutable; each stage has a memory of its own. */
public interface Optimizer {

  /** An empty memory for these weights. */
  Memory start(List<Weight> weights);

  /** What an optimizer remembers of a stage's weights. */
  interface Memory {

    /**
     * Changes the weights in place, and remembers.
     *
     * @param gradients one for each weight; left as they are
     * @param rate the learning rate
     */
    void step(List<INDArray> weights, List<INDArray> gradients, double rate);

    /**
     * What a step would take away from each weight if the gradient were the one that is remembered:
     * the direction that weight prediction follows (SpecTrain, XPipe, PipeOptim). Zeros before the
     * first step.
     *
     * @param rate the learning rate
     */
    List<INDArray> expectedStep(List<INDArray> weights, double rate);

    /** All that is remembered, to be stored; changed in place by {@link #step}. */
    List<INDArray> tensors();

    /** How many steps there were; counted by {@link #step}. */
    long steps();

    /** Goes on where another memory stood. */
    void restore(List<INDArray> tensors, long steps);
  }
}
