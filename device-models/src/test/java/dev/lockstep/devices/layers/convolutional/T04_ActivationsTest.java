package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes kept from forward to backward, by hand. */
class T04_ActivationsTest {

  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);

  /** 4 bytes; each hidden layer keeps its input, and the output layer its input and the softmax. */
  @Test
  void aPerceptronKeepsTheInputOfEachLayer() {
    assertThat(new Mlp(784, 512, 2, 10).layers(ONE_IMAGE))
        .extracting(LayerWork::activationBytes)
        .containsExactly(784 * 4.0, 512 * 4.0, (512 + 10) * 4.0);
  }

  /** ResNet-20: one tensor of the first stage has 16 x 32 x 32 x 4 = 65,536 bytes. */
  @Test
  void aResidualBlockKeepsFourTensors() {
    List<LayerWork> layers = ResNet.cifar(20, 10).layers(ONE_IMAGE);

    assertThat(layers.get(0).activationBytes())
        .as("image, input of the normalisation")
        .isEqualTo(3 * 32 * 32 * 4 + 65536);
    assertThat(layers.get(1).activationBytes()).isEqualTo(4 * 65536);
    assertThat(layers.get(4).activationBytes())
        .as("a large input, three tensors of half the size")
        .isEqualTo(65536 + 3 * 32768);
  }

  @Test
  void recomputationKeepsWhatCrossesTheCutBeforeTheLayer() {
    List<LayerWork> layers = ResNet.cifar(20, 10).layers(ONE_IMAGE.withRecompute(Recompute.FULL));

    for (int i = 1; i < layers.size(); i++) {
      assertThat(layers.get(i).activationBytes()).isEqualTo(layers.get(i - 1).outputBytes());
    }
    assertThat(layers.get(0).activationBytes()).isEqualTo(3 * 32 * 32 * 4);
  }

  @Test
  void dropoutKeepsAMaskOfAByteAnElement() {
    Execution dropping =
        new Execution(1, 1, 1, 1, false, Precision.FP32, Recompute.NONE, true, true);
    Vgg network = Vgg.imageNet(16, false);

    double more = sum(network.layers(dropping)) - sum(network.layers(ONE_IMAGE));

    assertThat(more)
        .as("two masks, and twice the activation, which relu and the next layer no longer share")
        .isEqualTo(2 * (4096 + 4096 * 4));
  }

  private static double sum(List<LayerWork> layers) {
    return layers.stream().mapToDouble(LayerWork::activationBytes).sum();
  }
}
