package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Initials;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder-only transformer as GPT-2's (Radford et al. 2019, section 2.3), without dropout and
 * with an output projection of its own: it says for each position which token comes next.
 *
 * @param vocabulary how many tokens there are
 * @param positions the longest sequence
 * @param features a multiple of the heads
 * @param heads of each block
 * @param blocks how many there are
 */
public record TransformerNetwork(
    int vocabulary, int positions, int features, int heads, int blocks) {

  /** Checks the figures. */
  public TransformerNetwork {
    if (Math.min(Math.min(vocabulary, positions), Math.min(features, blocks)) < 1) {
      throw new IllegalArgumentException(
          "a transformer of vocabulary %d, positions %d, features %d and blocks %d; each is at least 1"
              .formatted(vocabulary, positions, features, blocks));
    }
    new CausalAttention(features, heads);
  }

  /**
   * The layers between which the network may be cut: the embedding, each block, and the head. Their
   * input is (samples, positions), their output (samples, positions, vocabulary).
   */
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Embedding(vocabulary, positions, features));
    for (int block = 0; block < blocks; block++) {
      layers.add(TransformerBlock.of(features, heads, blocks));
    }
    layers.add(head());
    return List.copyOf(layers);
  }

  /**
   * Layer normalisation and projection to the vocabulary: the network's last layer, and as well an
   * auxiliary head behind any other.
   */
  public Layer head() {
    return Sequence.of(
        new LayerNormalisation(features), new Dense(features, vocabulary, Initials.normal(0.02)));
  }
}
