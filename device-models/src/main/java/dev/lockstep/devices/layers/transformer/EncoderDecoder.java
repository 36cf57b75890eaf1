package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.WorkBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder and a decoder that attends to it (T5: Raffel et al., arXiv 1910.10683). The blocks of
 * the encoder come first, those of the decoder behind them; behind every block of the decoder the
 * output of the encoder is handed on too. Encoder and decoder embed with the same weights, and the
 * head uses them again; each half has a table of biases by relative position, in its first block.
 *
 * @param encoder blocks of the encoder, with the vocabulary
 * @param decoder blocks of the decoder, as wide
 * @param positions relative positions that are told apart
 */
public record EncoderDecoder(TransformerShape encoder, TransformerShape decoder, int positions)
    implements Network {

  /** Refuses halves that do not fit. */
  public EncoderDecoder {
    if (encoder.hidden() != decoder.hidden() || encoder.vocabulary() != decoder.vocabulary()) {
      throw new IllegalArgumentException(
          "hidden %d and %d, vocabulary %d and %d of encoder and decoder; must be the same"
              .formatted(
                  encoder.hidden(), decoder.hidden(), encoder.vocabulary(), decoder.vocabulary()));
    }
  }

  @Override
  public List<LayerWork> layers(Execution execution) {
    List<LayerWork> layers = new ArrayList<>();
    layers.add(embedding("encoder embedding", encoder, execution, 0));
    for (int block = 0; block < encoder.layers(); block++) {
      layers.add(BlockWork.of(encoder, execution, block));
    }
    layers.add(lastNormalisation(execution));
    double source = boundaryBytes(encoder, execution);
    layers.add(embedding("decoder embedding", decoder, execution, source));
    for (int block = 0; block < decoder.layers(); block++) {
      layers.add(BlockWork.decoder(decoder, execution, block, encoder.sequence()));
    }
    layers.add(new Transformer(decoder).head(execution));
    return List.copyOf(layers);
  }

  @Override
  public double parameters() {
    double all =
        layers(Execution.alone(1, Precision.BF16)).stream()
            .mapToDouble(LayerWork::parameters)
            .sum();
    return all - 2.0 * encoder.vocabulary() * encoder.hidden();
  }

  /** Those that the encoder reads, as published rates count them. */
  @Override
  public int tokensPerSample() {
    return encoder.sequence();
  }

  @Override
  public boolean hasAttention() {
    return true;
  }

  private LayerWork embedding(
      String name, TransformerShape shape, Execution execution, double sourceBytes) {
    LayerWork tokens = new Transformer(shape).embedding(execution);
    return tokens.with(
        change ->
            change
                .name(name)
                .kind(Kind.INPUT)
                .parameters(
                    tokens.parameters() + (double) positions * shape.heads() / execution.tensor())
                .expertParameters(0)
                .outputBytes(tokens.outputBytes() + sourceBytes));
  }

  private LayerWork lastNormalisation(Execution execution) {
    double sizeBytes = boundaryBytes(encoder, execution);
    double elements = sizeBytes / execution.precision().activationBytes();
    return new WorkBuilder(execution)
        .pass("normalise", 2 * elements, 4 * elements)
        .keep(2 * sizeBytes)
        .parameters(encoder.hidden())
        .build("encoder output", Kind.OUTPUT, 0, sizeBytes);
  }

  private static double boundaryBytes(TransformerShape shape, Execution execution) {
    double tokens = (double) execution.microBatch() * shape.sequence() / execution.context();
    return execution.precision().activationBytes()
        * tokens
        * shape.hidden()
        / (execution.sequenceParallel() ? execution.tensor() : 1);
  }
}
