package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;

/** A network whose layers can stand once more, with weights of their own, in an auxiliary head. */
public interface Augmentable extends ImageNetwork {

  /** Layers in front of the classifier, counted as {@link #layers} counts whole blocks. */
  int bodyLayers();

  /**
   * Channels of a layer, before a bottleneck's expansion.
   *
   * @param layer of the body, counted from 0
   */
  int width(int layer);

  /**
   * One more layer like one of the body, on other features.
   *
   * @param operations to write on the head's tape
   * @param features what it is applied to
   * @param layer of the body, counted from 0
   * @param halve whether its result should have half of the rows and columns
   */
  Tensor again(Operations operations, Tensor features, int layer, boolean halve);

  /**
   * From the last of such layers to logits.
   *
   * @param operations to write on the head's tape
   * @param features of the last layer
   * @param outputs classes told apart
   */
  Tensor conclude(Operations operations, Tensor features, int outputs);
}
