package dev.lockstep.numerics.run;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.head.Reconstruction;
import java.util.Optional;

/**
 * What a stage computes.
 *
 * @param body from the output of the stage below, or from the samples, to the stage's own output
 * @param head from the stage's output to what a loss of its own judges, if the stage has one
 * @param reconstruction the loss of the head, if it gives the samples back; else that of {@link
 *     Training#headLoss}
 */
public record StageNetwork(
    Layer body, Optional<Layer> head, Optional<Reconstruction> reconstruction) {

  /** Body and head one after the other. */
  Layer whole() {
    return head.<Layer>map(judged -> Sequence.of(body, judged)).orElse(body);
  }

  /** A stage without a loss of its own. */
  public static StageNetwork of(Layer body) {
    return new StageNetwork(body, Optional.empty(), Optional.empty());
  }

  /** A stage with a loss of its own. */
  public static StageNetwork of(Layer body, Layer head) {
    return new StageNetwork(body, Optional.of(head), Optional.empty());
  }

  /** A stage with a loss of its own that compares what its head gives back with the samples. */
  public static StageNetwork of(Layer body, Layer head, Reconstruction reconstruction) {
    return new StageNetwork(body, Optional.of(head), Optional.of(reconstruction));
  }
}
