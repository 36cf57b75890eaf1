package dev.lockstep.scenarios.plan.variant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.devices.layers.transformer.TransformerShape;
import dev.lockstep.scenarios.assembly.network.Networks;
import dev.lockstep.scenarios.plan.bound.ModelBound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Models that grow from a base: so many blocks more at each step, so much wider, or both. With the
 * width grow the heads, whose size stays, and the feed-forward network, in proportion. All are
 * listed that could be held at all ({@link ModelBound}); which have a plan is for the search.
 */
public final class Growth {

  private static final int MOST_STEPS = 4096;

  private final JsonNode base;
  private final int layers;
  private final int hidden;
  private final TransformerShape shape;
  private final Function<JsonNode, Variant> variants;

  private Growth(
      JsonNode grow, JsonNode base, TransformerShape shape, Function<JsonNode, Variant> variants) {
    this.base = base;
    this.layers = grow.path("layers").asInt(0);
    this.hidden = grow.path("hidden").asInt(0);
    this.shape = shape;
    this.variants = variants;
  }

  /**
   * The variants of a base.
   *
   * @param grow {@code layers} and {@code hidden} of a step
   * @param base the scenario's model
   * @param variants makes a variant of an entry of a list of models
   * @throws IllegalArgumentException in one line, if the base is no transformer, or nothing says
   *     how much memory there is
   */
  public static List<Variant> of(
      JsonNode grow, JsonNode base, Function<JsonNode, Variant> variants) {
    Variant first = variants.apply(JsonNodeFactory.instance.objectNode());
    var model = first.problem().base().model();
    if (!model.isNetwork() || !(Networks.of(model) instanceof Transformer transformer)) {
      throw new IllegalArgumentException(
          "grow is for transformers. Maybe list models in models instead.");
    }
    return new Growth(grow, base, transformer.shape(), variants).all();
  }

  private List<Variant> all() {
    int holds = 0;
    int tooLarge = 1;
    while (couldBeHeld(tooLarge)) {
      holds = tooLarge;
      tooLarge *= 2;
    }
    while (tooLarge - holds > 1) {
      int middle = (holds + tooLarge) / 2;
      if (couldBeHeld(middle)) {
        holds = middle;
      } else {
        tooLarge = middle;
      }
    }
    List<Variant> all = new ArrayList<>();
    for (int step = 0; step <= holds; step++) {
      all.add(variants.apply(model(step)));
    }
    return all;
  }

  private boolean couldBeHeld(int step) {
    if (step > MOST_STEPS) {
      throw new IllegalArgumentException(
          "grow has more than %d steps. Maybe take larger ones.".formatted(MOST_STEPS));
    }
    return ModelBound.couldBeHeld(variants.apply(model(step)).problem());
  }

  /** The model after some steps, as an entry of a list of models. */
  private JsonNode model(int step) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    ObjectNode transformer = entry.putObject("model").putObject("transformer");
    if (base.has("preset")) {
      transformer.set("preset", base.get("preset"));
    } else {
      transformer.setAll((ObjectNode) base.get("transformer").deepCopy());
    }
    int blocks = shape.layers() + step * layers;
    transformer.put("layers", blocks);
    if (hidden > 0) {
      int width = shape.hidden() + step * hidden;
      transformer.put("hidden", width);
      transformer.put("headSize", shape.headSize());
      transformer.put("heads", grown(shape.heads(), width));
      transformer.put("kvHeads", grown(shape.keyValueHeads(), width));
      transformer.put("ffnHidden", grown(shape.ffnHidden(), width));
    }
    String name = base.path("preset").asText("transformer");
    entry.put(
        "name",
        hidden > 0
            ? "%s, %d layers of %d".formatted(name, blocks, shape.hidden() + step * hidden)
            : "%s, %d layers".formatted(name, blocks));
    return entry;
  }

  private int grown(int figure, int width) {
    long product = (long) figure * width;
    if (product % shape.hidden() != 0) {
      throw new IllegalArgumentException(
          "hidden %d is %d/%d of the base's, which does not divide %d. Maybe take steps of %d."
              .formatted(width, width, shape.hidden(), figure, shape.hidden()));
    }
    return Math.toIntExact(product / shape.hidden());
  }
}
