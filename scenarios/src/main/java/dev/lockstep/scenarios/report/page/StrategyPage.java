package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry.Words;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.report.text.TextStyle;
import dev.lockstep.scenarios.report.text.TextTimeline;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of one strategy. */
final class StrategyPage {

  private static final int COLUMNS = 110;

  private final StringBuilder text = new StringBuilder();

  private StrategyPage() {}

  static String of(StrategyEntry entry, Words words) {
    StrategyPage page = new StrategyPage();
    page.words(entry, words);
    SmallRun.of(entry)
        .ifPresentOrElse(
            page::measured,
            () -> page.paragraph("No picture: what it does depends on a file of yours."));
    page.options(entry);
    page.text.append("\n[All strategies](README.md)\n");
    return page.text.toString();
  }

  private void words(StrategyEntry entry, Words words) {
    text.append("# ").append(entry.name()).append('\n');
    if (!entry.aliases().isEmpty()) {
      paragraph("Also called " + String.join(", ", entry.aliases()) + ".");
    }
    paragraph(capitalised(entry.summary()) + ".");
    if (!words.idea().isEmpty()) {
      paragraph(words.idea());
    }
    if (!words.whenToUse().isEmpty()) {
      paragraph("**When to use it.** " + words.whenToUse());
    }
    if (!words.formula().isEmpty()) {
      paragraph("**Formula.** `" + words.formula() + "`");
      paragraph(
          "p devices, m micro-batches, v chunks a device, s a stage from 0; F, I, W the times of forward, input and"
              + " weight gradient, B = I + W.");
    }
    if (!entry.paper().equals("-")) {
      paragraph("**Paper.** " + entry.paper() + ".");
    }
  }

  private void measured(SmallRun small) {
    RunResult result = small.result();
    text.append("\n## What it does\n");
    paragraph(
        "%d devices, %d micro-batches; forward, input gradient, weight gradient and head 1 ms each, transfers none."
            .formatted(small.devices(), small.microBatches()));
    text.append("\n```\n")
        .append(TextTimeline.draw(small.run().picture(), TextStyle.plain(COLUMNS)).stripTrailing())
        .append("\n```\n\n| figure | promised | measured |\n|---|---|---|\n");
    row("staleness, by stage", joined(small.promises().staleness()), joined(result.staleness()));
    row(
        "weight versions, by stage",
        joined(small.promises().weightVersions()),
        joined(result.weightVersions()));
    row(
        "activation stashes held, by device, at most",
        joined(small.promises().peakInFlight()),
        joined(result.perDevice().stream().map(DeviceResult::peakInFlight).toList()));
    row("mini-batch alone", "", String.format(Locale.ROOT, "%.3f ms", result.makespanMs()));
    row("its bubble", "", percent(result.bubbleFraction()));
    row("steady mini-batch", "", String.format(Locale.ROOT, "%.3f ms", result.iterationTimeMs()));
    row("devices busy in steady state", "", percent(result.utilisation()));
  }

  private void options(StrategyEntry entry) {
    if (entry.options().isEmpty()) {
      return;
    }
    text.append("\n## Options\n\n| option | takes | default | meaning |\n|---|---|---|---|\n");
    for (StrategyOption option : entry.options()) {
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  option.name(),
                  option.admits(),
                  option.defaultText().orElse(""),
                  option.description()));
    }
  }

  private void row(String figure, String promised, String measured) {
    text.append("| %s | %s | %s |\n".formatted(figure, promised, measured));
  }

  private void paragraph(String words) {
    text.append('\n').append(words).append('\n');
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private static String joined(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
