package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.convolutional.ConvolutionalPresets;
import dev.lockstep.devices.layers.transformer.EncoderDecoderPresets;
import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.devices.layers.transformer.TransformerPresets;
import dev.lockstep.devices.layers.transformer.VisionPresets;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks that a scenario can name. */
public final class KnownNetworks {

  private static final Map<String, Network> ALL = all();

  private KnownNetworks() {}

  /** Networks by name, in the order in which they are listed: transformers, then image networks. */
  public static Map<String, Network> byName() {
    return ALL;
  }

  /**
   * The network of that name.
   *
   * @throws IllegalArgumentException in one line with the nearest name, if there is none
   */
  public static Network named(String name) {
    Network network = ALL.get(name);
    if (network == null) {
      String question =
          NearestWord.of(name, ALL.keySet()).map("; did you mean \"%s\"?"::formatted).orElse(".");
      throw new IllegalArgumentException(
          "unknown model \"%s\"%s lockstep list models prints all %d"
              .formatted(NearestWord.quoted(name), question, ALL.size()));
    }
    return network;
  }

  private static Map<String, Network> all() {
    Map<String, Network> all = new LinkedHashMap<>();
    TransformerPresets.byName().forEach((name, shape) -> all.put(name, new Transformer(shape)));
    all.putAll(EncoderDecoderPresets.byName());
    all.putAll(VisionPresets.byName());
    ConvolutionalPresets.all().forEach(preset -> all.put(preset.name(), preset.network()));
    return Collections.unmodifiableMap(all);
  }
}
