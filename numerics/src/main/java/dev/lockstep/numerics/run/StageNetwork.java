package dev.lockstep.numerics.run;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import java.util.Optional;

/**
 * What a stage computes.
 *
 * @param body from the output of the stage below, or from the samples, to the stage's own output
 * @param head from the stage's output to what a loss of its own judges, if the stage has one
 */
public record StageNetwork(Layer body, Optional<Layer> head) {

  /** Body and head one after the other. */
  Layer whole() {
    return head.<Layer>map(judged -> Sequence.of(body, judged)).orElse(body);
  }

  /** A stage without a loss of its own. */
  public static StageNetwork of(Layer body) {
    return new StageNetwork(body, Optional.empty());
  }

  /** A stage with a loss of its own. */
  public static StageNetwork of(Layer body, Layer head) {
    return new StageNetwork(body, Optional.of(head));
  }
}
