package dev.lockstep.strategies;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.Stage;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * The same times for every stage and transfer, in nanoseconds.
 *
 * @param forward forward
 * @param input input gradient
 * @param weight weight gradient
 * @param head auxiliary head
 * @param latency transfer
 */
public record Times(long forward, long input, long weight, long head, long latency) {

  /** Forward, input and weight gradient of one unit each; no heads, no latency. */
  public static Times unit(long nanos) {
    return new Times(nanos, nanos, nanos, 0, 0);
  }

  public Times withHead(long nanos) {
    return new Times(forward, input, weight, nanos, latency);
  }

  public Times withLatency(long nanos) {
    return new Times(forward, input, weight, head, nanos);
  }

  /** Full backward. */
  public long backward() {
    return input + weight;
  }

  /** Forward and full backward. */
  public long both() {
    return forward + backward();
  }

  /** As a cost model of so many stages. */
  public CostModel costs(int stages) {
    Stage stage = Stage.of(forward, input, weight).withAuxiliaryNanos(head);
    return costs(Collections.nCopies(stages, stage), latency);
  }

  /** Costs of given stages and one latency. */
  public static CostModel costs(List<Stage> stages, long latency) {
    return new ProfiledCosts(
        stages, Cluster.ideal(stages.size(), Link.ofLatency(latency), OptionalLong.empty()));
  }
}
