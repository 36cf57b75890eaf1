package dev.lockstep.devices.layers.transformer;

/**
 * Multi-head latent attention: queries and keys are projected up from narrow latent vectors
 * (DeepSeek-V2, arXiv 2405.04434, section 2.1).
 *
 * @param queryRank width of the queries' latent vector; 0 if queries are projected directly
 * @param keyValueRank width of the latent vector of keys and values
 * @param positionSize elements of a query or key that carry its position, shared by all heads
 * @param contentSize elements of a query or key that carry content
 * @param valueSize elements of a value
 */
public record LatentAttention(
    int queryRank, int keyValueRank, int positionSize, int contentSize, int valueSize) {

  /** Elements of a query and of a key. */
  public int headSize() {
    return positionSize + contentSize;
  }
}
