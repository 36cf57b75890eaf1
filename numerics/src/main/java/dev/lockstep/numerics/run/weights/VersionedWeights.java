package dev.lockstep.numerics.run.weights;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.tensor.Weight;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/** A layer's weights in every version that is still to be read: the newest, and stashed ones. */
public final class VersionedWeights {

  private final Optimizer.Memory memory;
  private final Map<Integer, List<INDArray>> versions = new ConcurrentHashMap<>();
  private volatile int newest;

  /** First values, drawn one after the other. */
  public VersionedWeights(List<Weight> weights, Optimizer optimizer, Random random, DataType type) {
    this.memory = optimizer.start(weights);
    versions.put(0, weights.stream().map(weight -> weight.draw(random).castTo(type)).toList());
  }

  /** How many updates there were. */
  public int newestVersion() {
    return newest;
  }

  /** Those after the last update. */
  public List<INDArray> newest() {
    return versions.get(newest);
  }

  /**
   * A version: how many updates it has seen.
   *
   * @throws IllegalStateException if it is not yet there or was given up
   */
  public List<INDArray> version(int version) {
    List<INDArray> found = versions.get(version);
    if (found == null) {
      throw new IllegalStateException(
          "weight version %d is not there; there are %s".formatted(version, versions.keySet()));
    }
    return found;
  }

  /**
   * Makes the next version.
   *
   * @param gradients one for each weight
   * @param keep whether the version before is still to be read
   */
  public void update(List<INDArray> gradients, double rate, boolean keep) {
    List<INDArray> before = keep ? newest() : versions.remove(newest);
    List<INDArray> after = keep ? before.stream().map(INDArray::dup).toList() : before;
    memory.step(after, gradients, rate);
    int next = newest + 1;
    versions.put(next, after);
    newest = next;
  }

  /** Gives a version up that nobody reads any more. */
  public void giveUp(int version) {
    if (version != newest) {
      versions.remove(version);
    }
  }

  /** All versions, and what the optimizer remembers. */
  public record Stored(
      Map<Integer, List<INDArray>> versions, int newest, List<INDArray> remembered, long steps)
      implements Serializable {}

  /** As they are now; to be written before they change. */
  public Stored stored() {
    return new Stored(new TreeMap<>(versions), newest, memory.tensors(), memory.steps());
  }

  /** Goes on where others stood. */
  public void restore(Stored stored) {
    versions.clear();
    versions.putAll(stored.versions());
    newest = stored.newest();
    memory.restore(stored.remembered(), stored.steps());
  }

  /** What the optimizer remembers of them. */
  public Optimizer.Memory memory() {
    return memory;
  }
}
