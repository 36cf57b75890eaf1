package dev.lockstep.scenarios.format;

import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.devices.layers.transformer.TransformerShape;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The known models as tables, one for each kind: what describes a transformer does no other. */
public final class ModelTable {

  private ModelTable() {}

  /** A row each: name, parameters, shape, and tokens of a sample. */
  public static String transformers(Map<String, TransformerShape> shapes) {
    TextGrid grid =
        new TextGrid()
            .row(
                List.of(
                    "transformer",
                    "10^6 parameters",
                    "layers",
                    "hidden",
                    "heads",
                    "sequence",
                    "experts"));
    shapes.forEach((name, shape) -> grid.row(row(name, shape)));
    return grid.toString();
  }

  private static List<String> row(String name, TransformerShape shape) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%,.0f", new Transformer(shape).parameters() / 1e6),
        String.valueOf(shape.layers()),
        String.valueOf(shape.hidden()),
        String.valueOf(shape.heads()),
        String.valueOf(shape.sequence()),
        shape
            .experts()
            .map(experts -> "%d of %d".formatted(experts.active(), experts.experts()))
            .orElse("-"));
  }
}
