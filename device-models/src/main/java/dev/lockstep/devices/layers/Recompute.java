package dev.lockstep.devices.layers;

/** What a backward computes again instead of finding it in memory. */
public enum Recompute {
  /** Nothing: every activation is kept. */
  NONE("none"),
  /** The attention between its projections (arXiv 2205.05198, section 5). */
  SELECTIVE("selective"),
  /**
   * All but attention and every other matrix product, as PyTorch's selective checkpointing of
   * operations is used (torchtitan, parallelize_llama.py). Of a layer that no products name, as if
   * nothing were.
   */
  ALTERNATE("selective"),
  /** The whole layer, from its input. */
  FULL("full");

  private final String label;

  Recompute(String label) {
    this.label = label;
  }

  /** How files call it. */
  public String label() {
    return label;
  }
}
