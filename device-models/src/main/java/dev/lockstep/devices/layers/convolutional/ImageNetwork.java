package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import java.util.List;

/**
 * A network that writes its operations down; everything else follows. One device computes a layer:
 * executions with tensor, context or expert parallelism are refused, and so is selective
 * recomputation.
 */
public interface ImageNetwork extends Network {

  /** Writes the operations of the forward, and where they may be cut. */
  void write(Tape tape);

  /** How finely it may be cut. */
  Granularity granularity();

  @Override
  default List<LayerWork> layers(Execution execution) {
    return tape(execution).layers(granularity());
  }

  /** Shape of what each layer hands on: what an auxiliary head behind it sees. */
  default List<ImageShape> outputs() {
    return tape(Execution.alone(1, Precision.FP32)).outputs(granularity());
  }

  /** Shape of what the network is shown. */
  default ImageShape image() {
    return tape(Execution.alone(1, Precision.FP32)).shown().orElseThrow();
  }

  @Override
  default double parameters() {
    return layers(Execution.alone(1, Precision.FP32)).stream()
        .mapToDouble(LayerWork::parameters)
        .sum();
  }

  @Override
  default int tokensPerSample() {
    return 1;
  }

  private Tape tape(Execution execution) {
    Tape tape = new Tape(execution);
    write(tape);
    return tape;
  }
}
