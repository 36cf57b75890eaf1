package dev.lockstep.devices.layers;

import dev.lockstep.devices.kernel.Kernel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What one layer costs one device for one micro-batch.
 *
 * @param name what reports call it
 * @param kind layers of one kind repeat: blocks, an embedding, a head
 * @param forward kernels of the forward, in order
 * @param recompute kernels of the forward that a backward runs again
 * @param inputGradient kernels of the gradient with respect to the input
 * @param weightGradient kernels of the gradient with respect to the weights
 * @param parameters weights on this device that every rank of the data-parallel group holds
 * @param expertParameters weights on this device that only an expert's own group holds
 * @param activationBytes kept from forward to backward
 * @param weightGradientStashBytes of these, kept until the weight gradient
 * @param workBytes held for a moment while the layer is computed
 * @param outputBytes handed to the next layer, on this device
 * @param modelFlops floating-point operations of forward and backward that the model needs, over
 *     all devices that share the layer; recomputation is none of it
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record LayerWork(
    String name,
    Kind kind,
    List<Kernel> forward,
    List<Kernel> recompute,
    List<Kernel> inputGradient,
    List<Kernel> weightGradient,
    double parameters,
    double expertParameters,
    double activationBytes,
    double weightGradientStashBytes,
    double workBytes,
    double outputBytes,
    double modelFlops)
    implements LayerWorkBuilder.With {

  /** What a layer is, seen from the cut into stages. */
  public enum Kind {
    /** Goes with the first block that follows it. */
    INPUT,
    /** What a model is made of. */
    BLOCK,
    /** Goes with the last block before it. */
    OUTPUT
  }

  /** Copies the lists. */
  public LayerWork {
    forward = List.copyOf(forward);
    recompute = List.copyOf(recompute);
    inputGradient = List.copyOf(inputGradient);
    weightGradient = List.copyOf(weightGradient);
  }
}
