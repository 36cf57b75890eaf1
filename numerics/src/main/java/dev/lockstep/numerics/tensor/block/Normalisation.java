package dev.lockstep.numerics.tensor.block;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.layer.BatchNormalisation;
import dev.lockstep.numerics.tensor.layer.GroupNormalisation;

/** How the channels of a network are normalised. */
public enum Normalisation {
  /** Over the samples of a micro-batch. */
  BATCH {
    @Override
    public Layer of(int channels) {
      return new BatchNormalisation(channels);
    }
  },
  /** Over eight groups of channels, or as many of 4, 2, 1 as divide them. */
  GROUP {
    @Override
    public Layer of(int channels) {
      return new GroupNormalisation(channels, Math.min(8, Integer.lowestOneBit(channels)));
    }
  };

  /** A layer of its own statistics. */
  public abstract Layer of(int channels);
}
