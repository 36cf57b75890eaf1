package dev.lockstep.devices.layers.transformer;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * The shape of a transformer.
 *
 * @param layers blocks
 * @param hidden width of the residual stream
 * @param heads attention heads
 * @param keyValueHeads heads of keys and values; fewer than {@code heads} in grouped-query
 *     attention
 * @param headSize elements of a query
 * @param ffnHidden width of the feed-forward network
 * @param vocabulary tokens that are told apart; 0 for a network without embedding and head
 * @param sequence tokens of a sample
 * @param gated whether the feed-forward network has a gate, that is three matrices instead of two
 * @param tiedEmbedding whether the head uses the weights of the embedding
 * @param causal whether a token sees only those before it
 * @param bias whether linear layers add a bias
 * @param learnedPositions whether positions have weights of their own
 * @param experts the mixture of experts, if there is one
 * @param latent the latent attention, if there is one
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record TransformerShape(
    int layers,
    int hidden,
    int heads,
    int keyValueHeads,
    int headSize,
    int ffnHidden,
    int vocabulary,
    int sequence,
    boolean gated,
    boolean tiedEmbedding,
    boolean causal,
    boolean bias,
    boolean learnedPositions,
    Optional<Experts> experts,
    Optional<LatentAttention> latent)
    implements TransformerShapeBuilder.With {

  /** Refuses shapes that no network has. */
  public TransformerShape {
    if (layers < 1 || hidden < 1 || heads < 1 || headSize < 1 || ffnHidden < 1 || sequence < 1) {
      throw new IllegalArgumentException(
          "%d layers, hidden %d, %d heads of %d, ffn %d, sequence %d; each must be at least 1"
              .formatted(layers, hidden, heads, headSize, ffnHidden, sequence));
    }
    if (keyValueHeads < 1 || heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "%d heads over %d heads of keys and values; must divide".formatted(heads, keyValueHeads));
    }
  }

  /** GPT: as many key heads as query heads, four times the width inside, learned positions. */
  public static TransformerShape gpt(
      int layers, int hidden, int heads, int vocabulary, int sequence) {
    return new TransformerShape(
        layers,
        hidden,
        heads,
        heads,
        hidden / heads,
        4 * hidden,
        vocabulary,
        sequence,
        false,
        true,
        true,
        true,
        true,
        Optional.empty(),
        Optional.empty());
  }

  /** Llama: grouped queries, gate, rotary positions, no biases, a head of its own. */
  public static TransformerShape llama(
      int layers,
      int hidden,
      int heads,
      int keyValueHeads,
      int ffnHidden,
      int vocabulary,
      int sequence) {
    return new TransformerShape(
        layers,
        hidden,
        heads,
        keyValueHeads,
        hidden / heads,
        ffnHidden,
        vocabulary,
        sequence,
        true,
        false,
        true,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a mixture of experts. */
  public TransformerShape withExperts(Experts mixture) {
    return withExperts(Optional.of(mixture));
  }

  /** The same with latent attention. */
  public TransformerShape withLatent(LatentAttention attention) {
    return withLatent(Optional.of(attention));
  }

  /** Whether the block, counted from the input, has experts. */
  boolean hasExperts(int block) {
    return experts.isPresent() && block >= experts.get().denseLayers();
  }

  /** Columns of the projection to queries, keys and values of all heads. */
  int queryKeyValueColumns() {
    return (heads + 2 * keyValueHeads) * headSize;
  }

  /** Elements of a value. */
  int valueSize() {
    return latent.map(LatentAttention::valueSize).orElse(headSize);
  }
}
