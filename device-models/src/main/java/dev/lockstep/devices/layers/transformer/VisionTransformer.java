package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.WorkBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A vision transformer (Dosovitskiy et al., arXiv 2010.11929): square patches of an image, each
 * projected to a token, with one token more for the class; bidirectional blocks; normalisation and
 * a linear layer over the class token.
 *
 * @param blocks what the blocks look like: one token for each patch and one more, no vocabulary
 * @param patch rows and columns of a patch
 * @param classes classes told apart
 */
public record VisionTransformer(TransformerShape blocks, int patch, int classes)
    implements Network {

  private static final int COLOURS = 3;

  /** Refuses blocks that are those of a language model. */
  public VisionTransformer {
    if (blocks.vocabulary() != 0 || blocks.causal() || patch < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "vocabulary %d, causal %s, patch %d, classes %d; must be 0, false, at least 1 and 1"
              .formatted(blocks.vocabulary(), blocks.causal(), patch, classes));
    }
  }

  /**
   * The usual form.
   *
   * @param image rows and columns of an image
   * @throws IllegalArgumentException if patches do not tile the image
   */
  public static VisionTransformer of(
      int layers, int hidden, int heads, int image, int patch, int classes) {
    if (patch < 1 || image % patch != 0) {
      throw new IllegalArgumentException(
          "image %d in patches of %d; the patch must divide the image".formatted(image, patch));
    }
    int side = image / patch;
    return new VisionTransformer(
        TransformerShape.gpt(layers, hidden, heads, 0, side * side + 1).withCausal(false),
        patch,
        classes);
  }

  @Override
  public List<LayerWork> layers(Execution execution) {
    if (execution.context() > 1) {
      throw new IllegalArgumentException(
          "context %d; the %d tokens of an image are not shared. Maybe 1 is meant"
              .formatted(execution.context(), blocks.sequence()));
    }
    List<LayerWork> layers = new ArrayList<>();
    layers.add(patches(execution));
    for (int block = 0; block < blocks.layers(); block++) {
      layers.add(BlockWork.of(blocks, execution, block));
    }
    layers.add(head(execution));
    return List.copyOf(layers);
  }

  @Override
  public double parameters() {
    return layers(Execution.alone(1, Precision.BF16)).stream()
        .mapToDouble(LayerWork::parameters)
        .sum();
  }

  @Override
  public int tokensPerSample() {
    return 1;
  }

  @Override
  public boolean hasAttention() {
    return true;
  }

  /**
   * Projection of the patches, class token and positions; tensor-parallel ranks all do it. Nobody
   * asks for the gradient of an image.
   */
  private LayerWork patches(Execution execution) {
    int hidden = blocks.hidden();
    int bytes = execution.precision().activationBytes();
    long pixels = (long) COLOURS * patch * patch;
    long patches = (long) execution.microBatch() * (blocks.sequence() - 1);
    double elements = (double) execution.microBatch() * blocks.sequence() * hidden;
    return new WorkBuilder(execution)
        .forward(MatrixProduct.of(patches, hidden, pixels))
        .weightGradient(MatrixProduct.of(pixels, hidden, patches))
        .weightGradient(MemoryPass.of("bias and position gradient", 2 * bytes * elements))
        .pass("positions", 2 * elements, 0)
        .keepInput((double) bytes * patches * pixels)
        .keep(execution.dropout() ? elements : 0)
        .parameters((double) pixels * hidden + hidden)
        .parameters((double) hidden * (1 + blocks.sequence()))
        .modelFlops(2 * 2.0 * patches * pixels * hidden)
        .build("patches", LayerWork.Kind.INPUT, 0, bytes * elements * shared(execution));
  }

  private LayerWork head(Execution execution) {
    int hidden = blocks.hidden();
    int images = execution.microBatch();
    int bytes = execution.precision().activationBytes();
    double elements = (double) images * blocks.sequence() * hidden * shared(execution);
    double logits = (double) images * classes;
    return new WorkBuilder(execution)
        .pass("normalise", 2 * elements, 4 * elements)
        .keep(bytes * elements)
        .parameters(2.0 * hidden)
        .linear(images, hidden, classes)
        .parameters((double) hidden * classes + classes)
        .keepInput((double) bytes * images * hidden)
        .pass("loss", 3 * logits, 3 * logits)
        .keep(bytes * logits)
        .modelFlops(3 * 2.0 * images * hidden * classes)
        .build("head", LayerWork.Kind.OUTPUT, 0, 0);
  }

  private static double shared(Execution execution) {
    return execution.sequenceParallel() ? 1.0 / execution.tensor() : 1;
  }
}
