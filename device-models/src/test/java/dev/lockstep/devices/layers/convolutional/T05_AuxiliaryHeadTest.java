package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads of local learning, against the multiply-adds that one counts by hand. */
class T05_AuxiliaryHeadTest {

  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);

  @Test
  void theSmallestIsAMeanAndALinearLayer() {
    LayerWork head = AuxiliaryHead.linear().behind(ImageShape.square(64, 8), 10, ONE_IMAGE);

    assertThat(multiplyAdds(head.forward())).isEqualTo(64 * 10);
    assertThat(head.parameters()).isEqualTo(64 * 10 + 10);
    assertThat(head.outputBytes()).isEqualTo(10 * 4);
  }

  /** 3 C^2 (H/4)^2 + 3 x 16 C^2 + 4 C classes for C = 128, H = 32. */
  @Test
  void decoupledGreedyLearningPoolsFirst() {
    LayerWork head = AuxiliaryHead.pooled(3, 3).behind(ImageShape.square(128, 32), 10, ONE_IMAGE);

    double c2 = 128 * 128;
    assertThat(multiplyAdds(head.forward())).isEqualTo(3 * c2 * 64 + 48 * c2 + 4 * 128 * 10);
  }

  /** 4.5 C^2 H W + 2 C x 128 + 128 classes: about 1.18 million at each stage of a ResNet-32. */
  @Test
  void neuronGroupsHaveHeadsThatCostTheSameAtEveryResolution() {
    for (int stage = 0; stage < 3; stage++) {
      int c = 16 << stage;
      int size = 32 >> stage;

      LayerWork head = AuxiliaryHead.strided(128).behind(ImageShape.square(c, size), 10, ONE_IMAGE);

      assertThat(multiplyAdds(head.forward()))
          .isEqualTo(4.5 * c * c * size * size + 2 * c * 128 + 128 * 10)
          .isBetween(1.18e6, 1.20e6);
    }
  }

  /** 9 C 128 H W + 9 x 128 x 64 H W + 64 classes: 151 million behind 64 x 32 x 32. */
  @Test
  void interlockingHasConvolutionsAtFullSize() {
    AuxiliaryHead head = AuxiliaryHead.convolutions(List.of(128, 64));

    LayerWork work = head.behind(ImageShape.square(64, 32), 10, ONE_IMAGE);

    assertThat(multiplyAdds(work.forward()))
        .isEqualTo(9.0 * 64 * 128 * 1024 + 9.0 * 128 * 64 * 1024 + 640);
  }

  /** 108 C h w + 324 h w at the size of the image, and the classifier: 7.4 million at C = 64. */
  @ParameterizedTest
  @CsvSource({"16, 32", "32, 16", "64, 8"})
  void infoProReconstructsTheImage(int c, int size) {
    AuxiliaryHead head = AuxiliaryHead.reconstructing(32, 32, 128);

    LayerWork work = head.behind(ImageShape.square(c, size), 10, ONE_IMAGE);
    LayerWork classifier =
        AuxiliaryHead.strided(128).behind(ImageShape.square(c, size), 10, ONE_IMAGE);

    double decoder = 108.0 * c * 1024 + 324 * 1024;
    assertThat(multiplyAdds(work.forward()))
        .isEqualTo(decoder + multiplyAdds(classifier.forward()));
    assertThat(work.parameters() - classifier.parameters())
        .isEqualTo(108 * c + 12 + 2 * 12 + 324 + 3);
    // resized features, two of 12 channels, prediction and image, four bytes a number
    double held = work.activationBytes() - classifier.activationBytes();
    assertThat(held).isEqualTo(4 * 1024 * (c + 12 + 12 + 3 + 3));
  }

  @Test
  void aHeadGivesTheGradientOfWhatItIsHanded() {
    ImageNetwork network = ResNet.cifar(110, 10);
    int cut = 27; // 55 layers in halves: the last of the first is in the second stage

    LayerWork head = AuxiliaryHead.pooled(3, 3).behind(network.outputs().get(cut), 10, ONE_IMAGE);

    assertThat(network.outputs().get(cut)).isEqualTo(ImageShape.square(32, 16));
    assertThat(multiplyAdds(head.inputGradient())).isEqualTo(multiplyAdds(head.forward()));
    assertThat(head.modelFlops()).isEqualTo(6 * multiplyAdds(head.forward()));
  }

  private static double multiplyAdds(List<Kernel> kernels) {
    return kernels.stream().mapToDouble(Kernel::flops).sum() / 2;
  }
}
