package dev.lockstep.devices.kernel;

/**
 * Attention in one fused kernel that keeps no matrix of scores (FlashAttention, arXiv 2205.14135).
 * Its backward computes the scores again: five products where the forward has two.
 *
 * @param batch sequences times heads on this device
 * @param querySequence queries of one sequence
 * @param keySequence keys of one sequence
 * @param headSize elements of a query and of a key
 * @param valueSize elements of a value
 * @param causal whether a query sees only earlier keys: half of the work
 * @param direction forward, or input gradient for the whole backward
 */
public record Attention(
    long batch,
    long querySequence,
    long keySequence,
    int headSize,
    int valueSize,
    boolean causal,
    Direction direction)
    implements Kernel {

  @Override
  public double flops() {
    double scores = 2.0 * batch * querySequence * keySequence * (causal ? 0.5 : 1);
    return direction == Direction.FORWARD
        ? scores * (headSize + valueSize)
        : scores * (3.0 * headSize + 2.0 * valueSize);
  }
}
