package dev.lockstep.devices.layers.transformer;

import static dev.lockstep.devices.layers.transformer.TransformerShape.gpt;
import static dev.lockstep.devices.layers.transformer.TransformerShape.llama;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Well-known transformers, by name. Shapes are those of the papers and of the published
 * configurations; the sequence is the one they were trained with.
 */
public final class TransformerPresets {

  private static final int GPT_VOCABULARY = 51_200;
  private static final int MPT_VOCABULARY = 50_368;
  private static final int LLAMA3_VOCABULARY = 128_256;

  private static final Map<String, TransformerShape> ALL = all();

  private TransformerPresets() {}

  /** Shapes by name, in the order in which they are listed. */
  public static Map<String, TransformerShape> byName() {
    return ALL;
  }

  private static Map<String, TransformerShape> all() {
    Map<String, TransformerShape> all = new LinkedHashMap<>();
    addGpt(all);
    addMegatron(all);
    addMpt(all);
    addLlama(all);
    addExperts(all);
    addEncoders(all);
    return Collections.unmodifiableMap(all);
  }

  /** GPT-2 (Radford et al. 2019), GPT-3 (arXiv 2005.14165, table 2.1). */
  private static void addGpt(Map<String, TransformerShape> all) {
    all.put("gpt2", gpt(12, 768, 12, 50_257, 1024));
    all.put("gpt2-medium", gpt(24, 1024, 16, 50_257, 1024));
    all.put("gpt2-large", gpt(36, 1280, 20, 50_257, 1024));
    all.put("gpt2-xl", gpt(48, 1600, 25, 50_257, 1024));
    all.put("gpt3-1.3b", gpt(24, 2048, 16, GPT_VOCABULARY, 2048));
    all.put("gpt3-2.7b", gpt(32, 2560, 32, GPT_VOCABULARY, 2048));
    all.put("gpt3-5b", gpt(24, 4096, 32, GPT_VOCABULARY, 2048));
    all.put("gpt3-6.7b", gpt(32, 4096, 32, GPT_VOCABULARY, 2048));
    all.put("gpt3-13b", gpt(40, 5120, 40, GPT_VOCABULARY, 2048));
    all.put("gpt3-175b", gpt(96, 12_288, 96, GPT_VOCABULARY, 2048));
    all.put("opt-350m", gpt(24, 1024, 16, 50_272, 2048));
  }

  /** Megatron-LM: arXiv 2104.04473, table 1; arXiv 2205.05198, table 3. */
  private static void addMegatron(Map<String, TransformerShape> all) {
    all.put("megatron-1.7b", gpt(24, 2304, 24, GPT_VOCABULARY, 2048));
    all.put("megatron-3.6b", gpt(30, 3072, 32, GPT_VOCABULARY, 2048));
    all.put("megatron-7.5b", gpt(36, 4096, 32, GPT_VOCABULARY, 2048));
    all.put("megatron-18b", gpt(40, 6144, 48, GPT_VOCABULARY, 2048));
    all.put("megatron-22b", gpt(48, 6144, 64, GPT_VOCABULARY, 2048));
    all.put("megatron-39b", gpt(48, 8192, 64, GPT_VOCABULARY, 2048));
    all.put("megatron-76b", gpt(60, 10_240, 80, GPT_VOCABULARY, 2048));
    all.put("megatron-145b", gpt(80, 12_288, 96, GPT_VOCABULARY, 2048));
    all.put("megatron-310b", gpt(96, 16_384, 128, GPT_VOCABULARY, 2048));
    all.put("megatron-530b", gpt(105, 20_480, 128, GPT_VOCABULARY, 2048));
    all.put("megatron-1t", gpt(128, 25_600, 160, GPT_VOCABULARY, 2048));
  }

  /** MPT as benchmarked by MosaicML (llm-foundry, scripts/train/yamls/pretrain). */
  private static void addMpt(Map<String, TransformerShape> all) {
    all.put("mpt-125m", mpt(12, 768, 12));
    all.put("mpt-350m", mpt(24, 1024, 16));
    all.put("mpt-760m", mpt(24, 1536, 12));
    all.put("mpt-1b", mpt(24, 2048, 16));
    all.put("mpt-3b", mpt(32, 2560, 20));
    all.put("mpt-7b", mpt(32, 4096, 32));
    all.put("mpt-13b", mpt(40, 5120, 40));
    all.put("mpt-30b", mpt(48, 7168, 56));
    all.put("mpt-70b", mpt(80, 8192, 64));
  }

  private static TransformerShape mpt(int layers, int hidden, int heads) {
    return gpt(layers, hidden, heads, MPT_VOCABULARY, 2048).withBias(false);
  }

  /** Llama 2 (arXiv 2307.09288), Llama 3 (arXiv 2407.21783, table 3), Mistral, Nemotron. */
  private static void addLlama(Map<String, TransformerShape> all) {
    all.put("llama2-7b", llama(32, 4096, 32, 32, 11_008, 32_000, 4096));
    all.put("llama2-13b", llama(40, 5120, 40, 40, 13_824, 32_000, 4096));
    all.put("llama2-70b", llama(80, 8192, 64, 8, 28_672, 32_000, 4096));
    all.put("llama3-8b", llama(32, 4096, 32, 8, 14_336, LLAMA3_VOCABULARY, 8192));
    all.put("llama3-70b", llama(80, 8192, 64, 8, 28_672, LLAMA3_VOCABULARY, 8192));
    all.put("llama3-405b", llama(126, 16_384, 128, 8, 53_248, LLAMA3_VOCABULARY, 8192));
    all.put("mistral-7b", llama(32, 4096, 32, 8, 14_336, 32_000, 8192));
    all.put("nemotron-8b", llama(32, 4096, 32, 32, 16_384, 256_000, 4096).withGated(false));
    all.put("nemotron-15b", llama(32, 6144, 48, 8, 24_576, 256_000, 4096).withGated(false));
    all.put("nemotron-340b", llama(96, 18_432, 96, 8, 73_728, 256_000, 4096).withGated(false));
  }

  /**
   * Mixtral (arXiv 2401.04088), DeepSeek-V2 (arXiv 2405.04434) and V3 (arXiv 2412.19437), Qwen3
   * (arXiv 2505.09388).
   */
  private static void addExperts(Map<String, TransformerShape> all) {
    all.put(
        "mixtral-8x7b",
        llama(32, 4096, 32, 8, 14_336, 32_000, 4096).withExperts(new Experts(8, 2, 0, 14_336, 0)));
    all.put(
        "mixtral-8x22b",
        llama(56, 6144, 48, 8, 16_384, 32_768, 4096).withExperts(new Experts(8, 2, 0, 16_384, 0)));
    all.put(
        "deepseek-v2",
        llama(60, 5120, 128, 128, 12_288, 102_400, 4096)
            .withExperts(new Experts(160, 6, 2, 1536, 1))
            .withLatent(new LatentAttention(1536, 512, 64, 128, 128)));
    all.put(
        "deepseek-v3",
        llama(61, 7168, 128, 128, 18_432, 129_280, 4096)
            .withExperts(new Experts(256, 8, 1, 2048, 3))
            .withLatent(new LatentAttention(1536, 512, 64, 128, 128)));
    all.put(
        "qwen3-30b-a3b",
        llama(48, 2048, 32, 4, 6144, 151_936, 4096)
            .withHeadSize(128)
            .withExperts(new Experts(128, 8, 0, 768, 0)));
    all.put(
        "qwen3-235b-a22b",
        llama(94, 4096, 64, 4, 12_288, 151_936, 4096)
            .withHeadSize(128)
            .withExperts(new Experts(128, 8, 0, 1536, 0)));
  }

  /** BERT (arXiv 1810.04805). */
  private static void addEncoders(Map<String, TransformerShape> all) {
    all.put("bert-base", gpt(12, 768, 12, 30_522, 512).withCausal(false));
    all.put("bert-large", gpt(24, 1024, 16, 30_522, 512).withCausal(false));
    all.put("bert-48", gpt(48, 1024, 16, 30_522, 512).withCausal(false));
  }

  /** The shape with this name, if there is one. */
  public static Optional<TransformerShape> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
