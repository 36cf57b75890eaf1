package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;

/**
 * A multilayer perceptron: hidden layers of one width, each with its activation, and a linear layer
 * behind them.
 *
 * @param inputs features of a sample
 * @param width features of a hidden layer
 * @param depth hidden layers
 * @param classes classes told apart
 */
public record Mlp(int inputs, int width, int depth, int classes) implements ImageNetwork {

  /** Refuses what is not positive. */
  public Mlp {
    if (inputs < 1 || width < 1 || depth < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "inputs %d, width %d, depth %d, classes %d; each must be at least 1"
              .formatted(inputs, width, depth, classes));
    }
  }

  @Override
  public Granularity granularity() {
    return Granularity.BLOCKS;
  }

  @Override
  public void write(Tape tape) {
    Operations operations = new Operations(tape);
    Tensor x = tape.image(ImageShape.vector(inputs));
    for (int i = 1; i <= depth; i++) {
      x = operations.relu(operations.linear(x, width));
      tape.block("hidden " + i, Kind.BLOCK);
    }
    operations.loss(operations.linear(x, classes));
    tape.block("output", Kind.OUTPUT);
  }
}
