package dev.lockstep.scenarios.effects;

import dev.lockstep.scenarios.effects.Study.Setting;
import dev.lockstep.scenarios.effects.Verdict.Outcome;
import dev.lockstep.scenarios.run.Version;
import dev.lockstep.scenarios.train.TrainingResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A study's page in Markdown: claims first, then the figures of each part. */
public final class StudyPage {

  private final Study study;
  private final List<PartResult> parts;
  private final StringBuilder page = new StringBuilder();

  private StudyPage(Study study, List<PartResult> parts) {
    this.study = study;
    this.parts = parts;
  }

  /**
   * The page.
   *
   * @param parts in the study's order
   * @param command what was typed to get it
   */
  public static String of(Study study, List<PartResult> parts, String command) {
    StudyPage page = new StudyPage(study, parts);
    page.addHead(command);
    page.addVerdicts();
    parts.forEach(page::addPart);
    return page.page.toString().stripTrailing() + "\n";
  }

  private void addHead(String command) {
    add("# " + study.title());
    if (!study.says().isEmpty()) {
      add(study.says());
    }
    add(
        "Every figure of this page is printed by version %s of the program, and nothing is edited by hand:"
            .formatted(Version.text()));
    add("```\n" + command + "\n```");
  }

  private void addVerdicts() {
    List<Verdict> all = parts.stream().flatMap(part -> part.verdicts().stream()).toList();
    if (all.isEmpty()) {
      return;
    }
    add("## What is said of them, and what these runs show");
    add(
        "Of %d claims %d are shown, %d are not told apart by these seeds, and of %d the opposite is shown."
            .formatted(
                all.size(),
                count(all, Outcome.SHOWN),
                count(all, Outcome.NOT_TOLD_APART),
                count(all, Outcome.OPPOSITE)));
    add(
        "Accuracies are compared seed by seed, for both runs of a seed have the same first weights and the same samples in"
            + " the same order: the mean of the differences \u00b1 its 95 % interval (Student's distribution)."
            + " A claim of more accuracy is shown if the interval lies above zero, the opposite if it lies below."
            + " *Close* is at most %.0f points away, interval included. *Turned away*: more than 60 degrees between the"
                .formatted(100 * Verdict.CLOSE)
            + " gradient of the first stage and the true one, but less at the last stage.");
    for (PartResult part : parts) {
      List<Verdict> own = part.verdicts();
      if (!own.isEmpty()) {
        add("**" + part.part().title() + "**");
        row("claim", "runs", "difference", "shown");
        row("---", "---", "---", "---");
        own.forEach(this::addVerdict);
        page.append('\n');
      }
    }
  }

  private static long count(List<Verdict> all, Outcome outcome) {
    return all.stream().filter(one -> one.outcome() == outcome).count();
  }

  private void addVerdict(Verdict verdict) {
    Claim claim = verdict.claim();
    String runs =
        claim.one().equals(claim.other())
            ? code(claim.one())
            : code(claim.one()) + ", " + code(claim.other());
    row(claim.says(), runs, verdict.figure(), verdict.outcome().words());
  }

  private void addPart(PartResult result) {
    add("## " + result.part().title());
    if (!result.part().says().isEmpty()) {
      add(result.part().says());
    }
    TrainingResult any = result.results().values().iterator().next();
    add(
        String.format(
            Locale.ROOT,
            "%s; %,d mini-batches of %,d samples (%.1f epochs), %s; accuracy of test samples at the end.",
            any.data(),
            any.iterations(),
            any.samplesPerIteration(),
            any.epochs(),
            any.seeds().size() == 1
                ? "one seed"
                : "mean of %d seeds \u00b1 its 95 %% interval".formatted(any.seeds().size())));
    result.part().settings().forEach(setting -> addSetting(result, setting));
    if (!result.leftOut().isEmpty()) {
      add("Not carried out:");
      result.leftOut().forEach((name, why) -> page.append("- %s: %s\n".formatted(code(name), why)));
      page.append('\n');
    }
  }

  private void addSetting(PartResult part, Setting setting) {
    add("### " + heading(setting));
    Map<String, TrainingResult> own = part.of(setting);
    TrainingResult any = own.values().iterator().next();
    boolean compared = own.values().stream().anyMatch(one -> one.gradientCosines().isPresent());
    String target =
        any.target()
            .map(one -> String.format(Locale.ROOT, "%.0f %%", 100 * one.accuracy()))
            .orElse("");
    StudyRow header = new StudyRow(compared, !target.isEmpty());
    page.append(header.header(target));
    own.forEach((word, result) -> page.append(header.row(word, result)));
    page.append('\n');
    likeOthers(part, setting);
  }

  private static String heading(Setting setting) {
    return setting.says().isEmpty() ? setting.name() : setting.name() + ": " + setting.says();
  }

  private void likeOthers(PartResult part, Setting setting) {
    Map<String, List<String>> byOther =
        setting.strategies().keySet().stream()
            .filter(word -> part.likeOther().containsKey(setting.label(word)))
            .collect(
                Collectors.groupingBy(
                    word -> part.likeOther().get(setting.label(word)),
                    TreeMap::new,
                    Collectors.toList()));
    byOther.forEach(
        (other, words) ->
            add(
                "Carried out once, for their weights are the same to the last bit: %s, as %s."
                    .formatted(
                        words.stream().map(StudyPage::code).collect(Collectors.joining(", ")),
                        code(other))));
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  private void add(String paragraph) {
    page.append(paragraph).append("\n\n");
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
