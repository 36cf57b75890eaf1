package dev.lockstep.devices.kernel;

/**
 * A two-dimensional convolution of one micro-batch, in one of its three directions; all three cost
 * the same operations.
 *
 * @param images images of the micro-batch
 * @param inputChannels channels of the input
 * @param outputChannels channels of the output
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param stride step of the kernel
 * @param groups channel groups, each convolved by itself; equal to the channels in a depthwise one
 * @param direction what is computed
 */
public record Convolution(
    long images,
    int inputChannels,
    int outputChannels,
    int outputHeight,
    int outputWidth,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int groups,
    Direction direction)
    implements Kernel {

  @Override
  public double flops() {
    return 2.0
        * images
        * outputChannels
        * outputHeight
        * outputWidth
        * (inputChannels / groups)
        * kernelHeight
        * kernelWidth;
  }

  /** Elements of input, weights and output, each counted once. */
  public double elements() {
    double input = (double) images * inputChannels * outputHeight * stride * outputWidth * stride;
    double output = (double) images * outputChannels * outputHeight * outputWidth;
    double weights =
        (double) outputChannels * (inputChannels / groups) * kernelHeight * kernelWidth;
    return input + output + weights;
  }
}
