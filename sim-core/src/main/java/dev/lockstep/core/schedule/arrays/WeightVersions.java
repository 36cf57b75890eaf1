package dev.lockstep.core.schedule.arrays;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What a lane knows of each stage's weights while it is written down. */
public final class WeightVersions {

  private final Map<Integer, Stage> stages = new HashMap<>();

  private static final class Stage {
    private int version;
    private final IntArray pendingGradients = new IntArray();
    private final Map<Integer, Integer> ofForward = new HashMap<>();
  }

  /** Updates of a stage so far. */
  public int newest(int stage) {
    return of(stage).version;
  }

  /** One update of a stage more; its version. */
  public int next(int stage) {
    return ++of(stage).version;
  }

  /** Micro-batches whose weight gradients no update has read. */
  public IntArray pendingGradients(int stage) {
    return of(stage).pendingGradients;
  }

  /** The version that the forward of a micro-batch reads. */
  public void ofForward(int stage, int microBatch, int version) {
    of(stage).ofForward.put(microBatch, version);
  }

  /** The version that the forward of a micro-batch read; empty if there was none. */
  public OptionalInt ofForward(int stage, int microBatch) {
    Integer version = of(stage).ofForward.get(microBatch);
    return version == null ? OptionalInt.empty() : OptionalInt.of(version);
  }

  private Stage of(int stage) {
    return stages.computeIfAbsent(stage, s -> new Stage());
  }
}
