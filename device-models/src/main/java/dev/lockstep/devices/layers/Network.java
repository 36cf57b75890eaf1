package dev.lockstep.devices.layers;

import java.util.List;

/** A network of the library: its shape, independent of how it is executed. */
public interface Network {

  /** What one device computes of each layer, from input to output. */
  List<LayerWork> layers(Execution execution);

  /** Trainable weights of the whole network. */
  double parameters();

  /** Tokens of one sample; 1 if samples are not sequences. */
  int tokensPerSample();

  /** Words that a language model tells apart; 0 if it is none. */
  default int vocabulary() {
    return 0;
  }

  /** Whether tokens attend to each other: what transformers do and image networks do not. */
  default boolean hasAttention() {
    return false;
  }

  /** Whether it is of a kind that came after fused attention (2022), and is trained with it. */
  default boolean isOfFusedAttention() {
    return false;
  }
}
