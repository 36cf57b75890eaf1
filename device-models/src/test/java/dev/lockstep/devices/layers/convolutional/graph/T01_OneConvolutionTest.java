package dev.lockstep.devices.layers.convolutional.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.LayerWork.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The smallest layer: a 3 x 3 convolution from 4 to 8 channels on 6 x 6 pixels, for two images in
 * single precision. Its input has 2 x 4 x 36 x 4 = 1,152 bytes, its output 2,304.
 */
class T01_OneConvolutionTest {

  private static final Execution TWO_IMAGES = Execution.alone(2, Precision.FP32);
  private static final double FLOPS = 2.0 * 2 * 8 * 36 * (4 * 9);

  @Test
  void behindOtherLayersItsThreeDirectionsCostTheSame() {
    Tape tape = new Tape(TWO_IMAGES);
    new Operations(tape).convolution(tape.features(ImageShape.square(4, 6)), 8, Window.square(3));

    LayerWork work = only(tape);

    assertThat(flops(work.forward())).isEqualTo(FLOPS);
    assertThat(flops(work.inputGradient())).isEqualTo(FLOPS);
    assertThat(flops(work.weightGradient())).isEqualTo(FLOPS);
    assertThat(work.modelFlops()).isEqualTo(3 * FLOPS);
    assertThat(work.parameters()).isEqualTo(8 * 4 * 9);
  }

  @Test
  void onTheImageItHasNoInputGradient() {
    Tape tape = new Tape(TWO_IMAGES);
    new Operations(tape).convolution(tape.image(ImageShape.square(4, 6)), 8, Window.square(3));

    LayerWork work = only(tape);

    assertThat(work.inputGradient()).isEmpty();
    assertThat(work.modelFlops()).isEqualTo(2 * FLOPS);
  }

  @Test
  void itKeepsItsInputUntilTheWeightGradient() {
    Tape tape = new Tape(TWO_IMAGES);
    new Operations(tape).convolution(tape.features(ImageShape.square(4, 6)), 8, Window.square(3));

    LayerWork work = only(tape);

    assertThat(work.activationBytes()).isEqualTo(1152);
    assertThat(work.weightGradientStashBytes()).isEqualTo(1152);
    assertThat(work.outputBytes()).isEqualTo(2304);
    assertThat(work.workBytes()).as("gradients of both").isEqualTo(1152 + 2304);
  }

  @Test
  void inHalfPrecisionEverythingIsHalfAsLarge() {
    Tape tape = new Tape(Execution.alone(2, Precision.BF16));
    new Operations(tape).convolution(tape.features(ImageShape.square(4, 6)), 8, Window.square(3));

    LayerWork work = only(tape);

    assertThat(work.activationBytes()).isEqualTo(1152 / 2);
    assertThat(work.outputBytes()).isEqualTo(2304 / 2);
  }

  @Test
  void normalisationAndActivationKeepOneTensorMore() {
    Tape tape = new Tape(TWO_IMAGES);
    Operations operations = new Operations(tape);
    Tensor input = tape.features(ImageShape.square(4, 6));
    Tensor normalised = operations.batchNorm(operations.convolution(input, 8, Window.square(3)));
    Tensor activated = operations.relu(normalised);
    operations.convolution(activated, 8, Window.square(3));

    LayerWork work = only(tape);

    assertThat(work.activationBytes())
        .as("input; output of the first convolution; activation, for relu and convolution at once")
        .isEqualTo(1152 + 2304 + 2304);
    assertThat(work.weightGradientStashBytes()).as("both inputs").isEqualTo(1152 + 2304);
    assertThat(passes(work.forward())).containsExactly("batch norm 6912.0", "relu 4608.0");
    assertThat(passes(work.inputGradient()))
        .containsExactly("batch norm gradient 11520.0", "relu gradient 6912.0");
  }

  @Test
  void aWindowInStepsOfTwoSeesHalfOfTheRows() {
    Tape tape = new Tape(TWO_IMAGES);
    Operations operations = new Operations(tape);
    Tensor image = tape.image(ImageShape.square(3, 224));

    Tensor seven = operations.convolution(image, 64, Window.square(7).by(2));
    Tensor pooled = operations.maxPool(seven, Window.square(3).by(2));
    Tensor inner = operations.convolution(image, 64, Window.square(3).by(2).unpadded());

    assertThat(seven.shape()).isEqualTo(ImageShape.square(64, 112));
    assertThat(pooled.shape()).isEqualTo(ImageShape.square(64, 56));
    assertThat(inner.shape()).isEqualTo(ImageShape.square(64, 111));
  }

  private static LayerWork only(Tape tape) {
    tape.block("layer", Kind.BLOCK);
    return tape.layers(Granularity.BLOCKS).get(0);
  }

  private static double flops(List<Kernel> kernels) {
    return kernels.stream().mapToDouble(Kernel::flops).sum();
  }

  private static List<String> passes(List<Kernel> kernels) {
    return kernels.stream()
        .filter(MemoryPass.class::isInstance)
        .map(MemoryPass.class::cast)
        .map(pass -> pass.name() + " " + pass.sizeBytes())
        .toList();
  }
}
