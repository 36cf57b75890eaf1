package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.entry.Family;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All strategies on one page, to choose from. */
final class Overview {

  private static final String HEAD =
      """
      # Strategies

      One page each: idea, picture, promises against what was measured, formula, paper, options, and when to use it.
      `./lockstep list strategies --pages DIR` writes these pages, `./lockstep compare FILE --strategies all` makes the
      same comparison on your hardware and model.

      The figures below are of 4 devices and 8 micro-batches a mini-batch, where forward, input gradient, weight gradient
      and auxiliary head take 1 ms each and transfers nothing; options are at their defaults.

      - time: of a mini-batch in steady state, over that of the same work on devices that never wait
      - bubble: idle share of the devices in steady state
      - staleness: updates between the weights that a forward reads and the update that applies its gradient, at most
      - weights: copies of its share of the weights that a device holds, at most
      - activations: micro-batches whose activations a device holds for its share of the model, at most
      """;

  private static final String COLUMNS =
      """

      | strategy | use it for | time | bubble | staleness | weights | activations | paper |
      |---|---|---|---|---|---|---|---|
      """;

  private final PageWords words;
  private final StringBuilder text = new StringBuilder(HEAD);

  Overview(PageWords words) {
    this.words = words;
  }

  /** Begins a family. */
  void family(Family family) {
    text.append("\n## ").append(family.title()).append("\n\n");
    text.append(words.of(family)).append('\n').append(COLUMNS);
  }

  /** A member of it; without figures if it has no small run. */
  void strategy(StrategyEntry entry, Optional<SmallRun> small) {
    text.append(
        "| [%1$s](%1$s.md) | %2$s | %3$s | %4$s |\n"
            .formatted(
                entry.name(),
                words.inShort(entry),
                small.map(Overview::figures).orElse(" | | | | "),
                entry.paper()));
  }

  String text() {
    return text.toString();
  }

  private static String figures(SmallRun small) {
    double perMicroBatch = small.times().forward() + small.times().backward();
    double ratio = small.result().iterationTimeMs() / (small.microBatches() * perMicroBatch);
    return String.join(
        " | ",
        String.format(Locale.ROOT, "%.2f", ratio),
        String.format(Locale.ROOT, "%.0f %%", 100 * (1 - small.result().utilisation())),
        String.valueOf(most(small.result().staleness())),
        FigureTable.plain(most(small.weightCopies())),
        FigureTable.plain((double) most(small.stashes()) / small.parts()));
  }

  private static <T extends Comparable<T>> T most(Collection<T> figures) {
    return List.copyOf(figures).stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
