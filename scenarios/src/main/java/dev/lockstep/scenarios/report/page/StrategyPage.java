package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry.Words;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.formula.ClosedForm;
import dev.lockstep.scenarios.report.text.TextStyle;
import dev.lockstep.scenarios.report.text.TextTimeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of one strategy. */
final class StrategyPage {

  private static final int COLUMNS = 110;
  private static final int MOST_COLUMNS = 140; // where they show every pass
  private static final int COLUMNS_BESIDE = 16; // names of devices, busy shares

  private static final String NAMES =
      "p devices, m micro-batches, v chunks a device, s a stage (of stashes: a device) from 0; F, I,"
          + " W, A the times of forward, input gradient, weight gradient and head of a device's"
          + " share, B = I + W.";

  private static final Map<String, String> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put("time", "`time`: of a mini-batch alone");
    FIGURES.put("bubble", "`bubble`: of a mini-batch alone, idle share of its time");
    FIGURES.put("span", "`span`: of a mini-batch alone, the longest of a device");
    FIGURES.put("steady time", "`steady time`: of a mini-batch among others");
  }

  private final StringBuilder text = new StringBuilder();

  private StrategyPage() {}

  static String of(StrategyEntry entry, Words words, Optional<SmallRun> small) {
    StrategyPage page = new StrategyPage();
    page.words(entry, words);
    small.ifPresentOrElse(
        run -> page.measured(entry, run, ClosedForm.in(words.formula())),
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
      formula(words.formula());
    }
    if (!entry.paper().equals("-")) {
      paragraph("**Paper.** " + entry.paper() + ".");
    }
  }

  private void formula(String formula) {
    paragraph("**Formula.**\n");
    for (String equation : formula.split(";")) {
      text.append("- `").append(equation.strip()).append("`\n");
    }
    List<String> figures = ClosedForm.in(formula).stream().map(ClosedForm::figure).toList();
    Stream<String> explained =
        FIGURES.entrySet().stream()
            .filter(figure -> figures.contains(figure.getKey()))
            .map(Map.Entry::getValue);
    paragraph(explained.collect(Collectors.joining("; ", "", ". ")) + NAMES);
  }

  private void measured(StrategyEntry entry, SmallRun small, List<ClosedForm> formulas) {
    text.append("\n## What it does\n");
    paragraph(
        "%s, %d micro-batches a mini-batch; forward, input gradient%s 1 ms each, transfers none. %s"
            .formatted(
                small.devices() == 1 ? "1 device" : small.devices() + " devices",
                small.microBatches(),
                small.hasHeads() ? ", weight gradient and head" : " and weight gradient",
                small.overlaps()
                    ? "Mini-batches overlap; the picture shows the first ones."
                    : "The picture shows one mini-batch; the next begins when it has ended."));
    paragraph("![timeline of %1$s](%1$s.svg)".formatted(entry.name()));
    text.append("\n```\n")
        .append(TextTimeline.draw(small.picture(), TextStyle.plain(columns(small))).stripTrailing())
        .append("\n```\n\n")
        .append(FigureTable.of(small, formulas));
  }

  /** A column for each pass of a part of the model, if there is room. */
  private static int columns(SmallRun small) {
    double columns = COLUMNS_BESIDE + Math.ceil(small.passes());
    return columns <= MOST_COLUMNS ? (int) columns : COLUMNS;
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

  private void paragraph(String words) {
    text.append('\n').append(words).append('\n');
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
