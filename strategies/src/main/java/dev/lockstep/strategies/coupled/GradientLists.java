package dev.lockstep.strategies.coupled;

import java.util.ArrayList;
import java.util.List;

/**
 * The backward of a stage that handles gradients as whole lists, as {@code NwiseComponent} of the
 * published code of interlocking backpropagation does: it waits for the list from behind, adds its
 * own loss, computes the input gradient of every entry, of the farthest the weight gradient too,
 * and hands on the first {@code d} results together.
 *
 * <p>Here a stage begins with the entry that the stage behind computes last, its own loss: so it
 * starts when the whole list has come. The code has the own loss in front, which makes no
 * difference to the time of the list. The first stage computes an entry that it has nobody to hand
 * on to, as the code does.
 *
 * @param lookAhead {@code d}, at least 1
 * @param last the last stage
 */
record GradientLists(int lookAhead, int last) {

  /** All steps behind a stage's forward and head. */
  List<Step> backward(int stage) {
    int farthest = lookAhead < last - stage ? stage + lookAhead : last;
    List<Step> steps = new ArrayList<>();
    for (int loss = stage + 1; loss < farthest; loss++) {
      int relayed = loss;
      steps.add((lane, microBatch) -> lane.inputGradient(stage, microBatch, relayed));
    }
    steps.add((lane, microBatch) -> lane.backward(stage, microBatch, farthest));
    if (stage < last) {
      steps.add((lane, microBatch) -> lane.inputGradient(stage, microBatch, stage));
    }
    return steps;
  }
}
