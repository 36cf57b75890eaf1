package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.strategies.baseline.LocalSgd;
import dev.lockstep.strategies.threaded.PartialDecoupledSgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Replicas that train on by themselves, each on its share of every micro-batch, and average their
 * weights now and then. A micro-batch of {@link SmallTask} has four samples.
 */
class T07_ReplicasTest {

  private static final int COUNT = 50;
  private static final Sgd MOMENTUM = new Sgd(0.9, false, 0);

  /** Local SGD: {@code x - r v} on each, the mean of all after every {@code H}-th step. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100})
  void local_sgd_averages_every_so_many_steps(int localSteps) {
    int replicas = 2;
    PlainNetwork network = new SmallTask(1, MOMENTUM).network();
    List<List<INDArray>> weights = new ArrayList<>();
    List<List<INDArray>> velocities = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      List<INDArray> first = network.firstWeights(7, DataType.DOUBLE).get(0);
      weights.add(first);
      velocities.add(first.stream().map(w -> w.mul(0)).toList());
    }
    for (int step = 1; step <= COUNT; step++) {
      for (int r = 0; r < replicas; r++) {
        MicroBatch share = share(SmallTask.samples(step - 1), r, replicas);
        List<INDArray> gradient = network.gradients(List.of(weights.get(r)), share).get(0);
        velocities.set(r, History.map(velocities.get(r), gradient, (v, g) -> v.mul(0.9).add(g)));
        weights.set(
            r,
            History.map(weights.get(r), velocities.get(r), (w, v) -> w.sub(v.mul(SmallTask.RATE))));
      }
      if (step % localSteps == 0) {
        List<INDArray> mean = mean(weights);
        weights.replaceAll(any -> mean);
      }
    }
    NumericRun run = train(new LocalSgd(localSteps), 1, replicas);
    SmallTask.assertClose(run.weights(), List.of(mean(weights)), 1e-12);
  }

  private static MicroBatch share(MicroBatch all, int replica, int replicas) {
    int size = SmallTask.SAMPLES / replicas;
    var rows = NDArrayIndex.interval(replica * size, (replica + 1) * size);
    return new MicroBatch(
        all.inputs().get(rows, NDArrayIndex.all()).dup(), all.labels().get(rows).dup());
  }

  private static List<INDArray> mean(List<List<INDArray>> all) {
    return all.stream().reduce((x, y) -> History.map(x, y, INDArray::add)).orElseThrow().stream()
        .map(sum -> sum.div(all.size()))
        .toList();
  }

  @Test
  void an_average_at_each_step_is_training_on_all_samples_together() {
    SmallTask.assertClose(
        train(new PartialDecoupledSgd(1, 1, 1, true), 1, 2, Sgd.plain()).weights(),
        train(new PartialDecoupledSgd(1, 1, 1, true), 1, 1, Sgd.plain()).weights(),
        1e-12);
  }

  /**
   * Of two replicas each is the other's peer. A stage's forward reads weights 2, 1 and 0 updates
   * old ({@code ceil((b (p - s) - s) / p)}), its backward the newest; each update is averaged.
   */
  @Test
  void peers_average_a_stage_after_each_update() {
    int p = 4;
    int[] delay = {2, 2, 1, 0};
    PlainNetwork network = new SmallTask(p, Sgd.plain()).network();
    List<History> replicas =
        List.of(new History(network, SmallTask.RATE, 0), new History(network, SmallTask.RATE, 0));
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      for (int r = 0; r < 2; r++) {
        History own = replicas.get(r);
        gradients.add(
            network.gradients(
                own.at(s -> b - delay[s]), own.newest(), share(SmallTask.samples(b), r, 2)));
      }
      // Plain descent from equal weights: the mean of both steps is the step of the mean.
      List<List<INDArray>> mean = History.mean(gradients);
      replicas.forEach(one -> one.step(mean));
    }
    NumericRun run = train(new PartialDecoupledSgd(2, 1, p, true), p, 2, Sgd.plain());
    SmallTask.assertClose(run.weights(), replicas.get(0).newest(), 1e-9);
  }

  @Test
  void replicas_share_samples_evenly() {
    assertThatThrownBy(() -> train(new LocalSgd(2), 1, 3))
        .hasMessage("4 samples of a micro-batch for 3 replicas; each needs as many as the others");
  }

  private static NumericRun train(Strategy strategy, int stages, int replicas) {
    return train(strategy, stages, replicas, MOMENTUM);
  }

  private static NumericRun train(Strategy strategy, int stages, int replicas, Sgd optimizer) {
    Schedule schedule = strategy.plan(new Workload(1, 1, COUNT));
    LearningRule rule = LearningRules.of(strategy, COUNT, replicas);
    return new SmallTask(stages, optimizer, SmallTask.RATE, rule).run(schedule);
  }
}
