package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.devices.layers.transformer.Experts;
import dev.lockstep.devices.layers.transformer.TransformerPresets;
import dev.lockstep.devices.layers.transformer.TransformerShape;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.section.model.TransformerModel;
import java.util.Optional;
import java.util.OptionalInt;

/** Shapes of transformers that a scenario describes. */
final class TransformerShapes {

  private static final int DEFAULT_VOCABULARY = 51_200;
  private static final int DEFAULT_SEQUENCE = 2048;
  private static final int DEFAULT_HEAD_SIZE = 128;
  private static final int DEFAULT_ACTIVE_EXPERTS = 2;

  private TransformerShapes() {}

  private static TransformerShape preset(String name) {
    return TransformerPresets.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    NearestWord.unknown(
                        "transformer", name, TransformerPresets.byName().keySet())));
  }

  static TransformerShape of(TransformerModel model) {
    TransformerShape start =
        model.preset().map(TransformerShapes::preset).orElseGet(() -> gpt(model));
    int hidden = model.hidden().orElse(start.hidden());
    int heads = model.heads().orElse(start.heads());
    boolean gated = model.gated().orElse(start.gated());
    boolean llamaLike = gated && model.preset().isEmpty();
    return new TransformerShape(
        model.layers().orElse(start.layers()),
        hidden,
        heads,
        model.kvHeads().orElse(model.heads().isPresent() ? heads : start.keyValueHeads()),
        model
            .headSize()
            .orElseGet(() -> shapeGiven(model) ? headSize(hidden, heads) : start.headSize()),
        model.ffnHidden().orElse(model.hidden().isPresent() ? 4 * hidden : start.ffnHidden()),
        model.vocabulary().orElse(start.vocabulary()),
        model.sequence().orElse(start.sequence()),
        gated,
        model.tiedEmbedding().orElse(!llamaLike && start.tiedEmbedding()),
        model.causal().orElse(start.causal()),
        model.bias().orElse(!llamaLike && start.bias()),
        !llamaLike && start.learnedPositions(),
        experts(model, start),
        start.latent());
  }

  private static boolean shapeGiven(TransformerModel model) {
    return model.hidden().isPresent() || model.heads().isPresent();
  }

  private static int headSize(int hidden, int heads) {
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden %d over %d heads; must divide unless headSize is given".formatted(hidden, heads));
    }
    return hidden / heads;
  }

  private static TransformerShape gpt(TransformerModel model) {
    if (model.layers().isEmpty() || model.hidden().isEmpty()) {
      throw new IllegalArgumentException("a transformer without a preset needs layers and hidden");
    }
    int hidden = model.hidden().getAsInt();
    return TransformerShape.gpt(
        model.layers().getAsInt(),
        hidden,
        model.heads().orElse(Math.max(1, hidden / DEFAULT_HEAD_SIZE)),
        DEFAULT_VOCABULARY,
        DEFAULT_SEQUENCE);
  }

  private static Optional<Experts> experts(TransformerModel model, TransformerShape start) {
    Optional<Experts> known = start.experts();
    OptionalInt count = model.experts();
    if (count.isEmpty() && known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Experts(
            count.orElseGet(() -> known.orElseThrow().experts()),
            model.activeExperts().orElse(known.map(Experts::active).orElse(DEFAULT_ACTIVE_EXPERTS)),
            model.sharedExperts().orElse(known.map(Experts::shared).orElse(0)),
            model
                .expertHidden()
                .orElse(
                    known
                        .map(Experts::hidden)
                        .orElseGet(() -> model.ffnHidden().orElse(start.ffnHidden()))),
            model.denseLayers().orElse(known.map(Experts::denseLayers).orElse(0))));
  }
}
