package dev.lockstep.devices.layers.transformer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * T5 by name (arXiv 1910.10683, section 3.7; the vocabulary of 32,100 pieces is padded to 32,128 as
 * in the published weights). Samples of 512 tokens read and 114 written (section 3.1.4). What other
 * transformers take to rotate queries and keys stands for adding the biases by position.
 */
public final class EncoderDecoderPresets {

  private static final int VOCABULARY = 32_128;
  private static final int READ = 512;
  private static final int WRITTEN = 114;
  private static final int POSITIONS = 32;

  private static final Map<String, EncoderDecoder> ALL = all();

  private EncoderDecoderPresets() {}

  /** Networks by name, in the order in which they are listed. */
  public static Map<String, EncoderDecoder> byName() {
    return ALL;
  }

  private static Map<String, EncoderDecoder> all() {
    Map<String, EncoderDecoder> all = new LinkedHashMap<>();
    all.put("t5-small", t5(6, 512, 8, 64, 2048));
    all.put("t5-base", t5(12, 768, 12, 64, 3072));
    all.put("t5-large", t5(24, 1024, 16, 64, 4096));
    all.put("t5-3b", t5(24, 1024, 32, 128, 16_384));
    all.put("t5-11b", t5(24, 1024, 128, 128, 65_536));
    return Collections.unmodifiableMap(all);
  }

  private static EncoderDecoder t5(int layers, int hidden, int heads, int headSize, int ffn) {
    TransformerShape decoder = shape(layers, hidden, heads, headSize, ffn, WRITTEN);
    TransformerShape encoder = shape(layers, hidden, heads, headSize, ffn, READ).withCausal(false);
    return new EncoderDecoder(encoder, decoder, POSITIONS);
  }

  private static TransformerShape shape(
      int layers, int hidden, int heads, int headSize, int ffn, int sequence) {
    return new TransformerShape(
        layers,
        hidden,
        heads,
        heads,
        headSize,
        ffn,
        VOCABULARY,
        sequence,
        false,
        true,
        true,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
