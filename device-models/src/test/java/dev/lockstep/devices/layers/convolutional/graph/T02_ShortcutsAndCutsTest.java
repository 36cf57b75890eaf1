package dev.lockstep.devices.layers.convolutional.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.Recompute;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A residual block of two convolutions between layers that hand on the same shape: every tensor has
 * 8 x 16 x 4 = 512 bytes for one image.
 */
class T02_ShortcutsAndCutsTest {

  private static final double TENSOR = 512;
  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);

  private static Tape block(Execution execution) {
    Tape tape = new Tape(execution);
    Operations operations = new Operations(tape);
    Window window = Window.square(3);
    Tensor input = tape.features(ImageShape.square(8, 4));
    Tensor before = tape.element("relu", operations.relu(input));
    tape.block("before", Kind.BLOCK);
    Tensor x = tape.element("conv1", operations.convolution(before, 8, window));
    x = tape.element("bn1", operations.batchNorm(x));
    x = tape.element("relu1", operations.relu(x));
    x = tape.element("conv2", operations.convolution(x, 8, window));
    x = tape.element("bn2", operations.batchNorm(x));
    x = tape.element("residual", operations.add(x, before));
    x = tape.element("relu2", operations.relu(x));
    tape.block("block", Kind.BLOCK);
    operations.linear(x, 8);
    tape.block("behind", Kind.OUTPUT);
    return tape;
  }

  @Test
  void aTensorThatManyNeedIsKeptOnceByTheFirstThatReadsIt() {
    List<LayerWork> layers = block(ONE_IMAGE).layers(Granularity.BLOCKS);

    assertThat(layers.get(0).activationBytes())
        .as("the activation is counted where the convolution reads it")
        .isZero();
    assertThat(layers.get(1).activationBytes())
        .as("inputs of two convolutions and of two normalisations")
        .isEqualTo(4 * TENSOR);
    assertThat(layers.get(1).weightGradientStashBytes()).isEqualTo(2 * TENSOR);
    assertThat(layers.get(2).activationBytes()).isEqualTo(TENSOR);
  }

  @Test
  void whereTwoHaveReadATensorItsGradientsAreAdded() {
    List<Kernel> backward = block(ONE_IMAGE).layers(Granularity.BLOCKS).get(1).inputGradient();

    assertThat(backward)
        .filteredOn(kernel -> kernel.equals(MemoryPass.of("gradient accumulation", 3 * TENSOR)))
        .hasSize(1);
  }

  @Test
  void aCutInsideTheBlockIsCrossedByTheShortcutToo() {
    List<LayerWork> layers = block(ONE_IMAGE).layers(Granularity.OPERATIONS);

    assertThat(layers)
        .extracting(layer -> "%s %.0f".formatted(layer.name(), layer.outputBytes()))
        .containsExactly(
            "before.relu 512",
            "block.conv1 1024",
            "block.bn1 1024",
            "block.relu1 1024",
            "block.conv2 1024",
            "block.bn2 1024",
            "block.residual 512",
            "block.relu2 512",
            "behind 32");
  }

  @Test
  void finerCutsChangeNoSum() {
    List<LayerWork> coarse = block(ONE_IMAGE).layers(Granularity.BLOCKS);
    List<LayerWork> fine = block(ONE_IMAGE).layers(Granularity.OPERATIONS);

    assertThat(fine.stream().mapToDouble(LayerWork::activationBytes).sum())
        .isEqualTo(coarse.stream().mapToDouble(LayerWork::activationBytes).sum());
    assertThat(fine.stream().mapToDouble(LayerWork::modelFlops).sum())
        .isEqualTo(coarse.stream().mapToDouble(LayerWork::modelFlops).sum());
    assertThat(fine.stream().flatMap(layer -> layer.inputGradient().stream()).toList())
        .isEqualTo(coarse.stream().flatMap(layer -> layer.inputGradient().stream()).toList());
  }

  @Test
  void recomputationKeepsTheInputAndRunsTheForwardAgain() {
    LayerWork work =
        block(ONE_IMAGE.withRecompute(Recompute.FULL)).layers(Granularity.BLOCKS).get(1);

    assertThat(work.recompute()).isEqualTo(work.forward());
    assertThat(work.activationBytes()).isEqualTo(TENSOR);
    assertThat(work.workBytes())
        .as("three tensors again; gradients of both summands and of the sum")
        .isEqualTo((3 + 3) * TENSOR);
  }

  @Test
  void whatOneDeviceCannotDoIsRefused() {
    Execution shared =
        new Execution(1, 2, 1, 1, false, Precision.FP32, Recompute.NONE, true, false);

    assertThatThrownBy(() -> new Tape(shared)).hasMessageContaining("tensor 2");
    assertThatThrownBy(() -> new Tape(ONE_IMAGE.withRecompute(Recompute.SELECTIVE)))
        .hasMessageContaining("Maybe full is meant");
    assertThatThrownBy(() -> ImageShape.square(3, 0)).hasMessageContaining("0 x 0 pixels");
  }
}
