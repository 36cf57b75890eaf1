package dev.lockstep.numerics.run.weights;

import dev.lockstep.numerics.rule.Replication;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How replicas average a stage's weights, right after an update of all of them. Optimizers'
 * memories stay each replica's own.
 */
public final class Exchange {

  private final Replication replication;
  private final List<List<StageWeights>> replicas;
  private final long seed;

  /**
   * Of these replicas.
   *
   * @param replicas weights of all stages of each
   * @param seed by which peers are drawn
   */
  public Exchange(Replication replication, List<List<StageWeights>> replicas, long seed) {
    this.replication = replication;
    this.replicas = replicas;
    this.seed = seed;
  }

  /** Averages, if it is time for it. */
  public void afterUpdate(int stage, int version) {
    if (replicas.size() == 1 || version % replication.updatesPerExchange() != 0) {
      return;
    }
    List<List<INDArray>> all =
        replicas.stream().map(one -> one.get(stage).versions().newest()).toList();
    if (replication.withPeers()) {
      withPeers(all, new Random(seed + 1_000_003L * version + stage));
    } else {
      List<INDArray> mean = mean(all);
      all.forEach(one -> assign(one, mean));
    }
  }

  /** Each receives from one other: the replicas stand in a ring, turned at random. */
  private static void withPeers(List<List<INDArray>> all, Random random) {
    int turn = 1 + random.nextInt(all.size() - 1);
    List<List<INDArray>> means =
        IntStream.range(0, all.size())
            .mapToObj(i -> mean(List.of(all.get(i), all.get((i + turn) % all.size()))))
            .toList();
    for (int i = 0; i < means.size(); i++) {
      assign(all.get(i), means.get(i));
    }
  }

  private static void assign(List<INDArray> weights, List<INDArray> values) {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(values.get(i));
    }
  }

  /** New tensors; of one replica its own. */
  public static List<INDArray> mean(List<List<INDArray>> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    List<INDArray> means = new ArrayList<>();
    for (int i = 0; i < all.get(0).size(); i++) {
      INDArray sum = all.get(0).get(i).dup();
      for (List<INDArray> next : all.subList(1, all.size())) {
        sum.addi(next.get(i));
      }
      means.add(sum.divi(all.size()));
    }
    return means;
  }
}
