package dev.lockstep.scenarios.format;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.convolutional.ConvolutionalPresets;
import dev.lockstep.scenarios.assembly.network.KnownNetworks;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The networks that scenarios can name, as a table. */
public final class ModelTable {

  private static final double MILLION = 1e6;

  private ModelTable() {}

  /** A row each: name, millions of weights, tokens of a sample, source where it is recorded. */
  public static String models() {
    TextGrid grid =
        new TextGrid().row(List.of("model", "parameters in millions", "tokens", "source"));
    for (Map.Entry<String, Network> entry : KnownNetworks.byName().entrySet()) {
      Network network = entry.getValue();
      grid.row(
          List.of(
              entry.getKey(),
              String.format(Locale.ROOT, "%.2f", network.parameters() / MILLION),
              network.tokensPerSample() == 1 ? "-" : Integer.toString(network.tokensPerSample()),
              source(entry.getKey())));
    }
    return grid.toString();
  }

  private static String source(String name) {
    return ConvolutionalPresets.named(name).map(preset -> preset.source()).orElse("-");
  }
}
