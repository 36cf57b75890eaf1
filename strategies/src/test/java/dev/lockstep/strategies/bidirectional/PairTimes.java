package dev.lockstep.strategies.bidirectional;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.model.Stage;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.List;

/**
 * The same times for every stage, input gradient as long as forward, and how much a forward and a
 * backward carried out together save.
 *
 * @param forward forward
 * @param input input gradient
 * @param weight weight gradient
 * @param communication the part of the forward and of the input gradient that is communication
 */
record PairTimes(long forward, long input, long weight, long communication) {

  static final List<PairTimes> ALL =
      List.of(
          new PairTimes(1000, 1000, 1000, 0),
          new PairTimes(1000, 1000, 1000, 300),
          new PairTimes(1000, 1000, 500, 0),
          new PairTimes(1000, 1000, 500, 250),
          new PairTimes(1200, 1200, 700, 100));

  long backward() {
    return input + weight;
  }

  /** Forward and backward together: the communication of each hides behind the other. */
  long pair() {
    return forward + backward() - 2 * communication;
  }

  CostModel costs(int stages) {
    Stage stage =
        Stage.of(forward, input, weight)
            .withCommunication(new Stage.Communication(communication, communication, 0));
    return Times.costs(Collections.nCopies(stages, stage), 0);
  }
}
