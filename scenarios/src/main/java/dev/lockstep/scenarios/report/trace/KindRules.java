package dev.lockstep.scenarios.report.trace;

import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which kind an event of a trace is of: the first rule whose pattern is found in the event's
 * category, a colon and its name. What no rule knows is {@link SliceKind#OTHER}.
 *
 * @param rules the rules, the first one that fits counts
 */
public record KindRules(List<Rule> rules) {

  private static final Pattern OURS = Pattern.compile("[a-z-]+:\\d+[A-Z]+\\d+.*");

  /** A pattern, found anywhere in an event's text whatever the case, and the kind it stands for. */
  public record Rule(Pattern pattern, SliceKind kind) {

    /** A rule from a regular expression. */
    public static Rule of(String expression, SliceKind kind) {
      return new Rule(Pattern.compile(expression, Pattern.CASE_INSENSITIVE), kind);
    }
  }

  /** Copies the list. */
  public KindRules {
    rules = List.copyOf(rules);
  }

  /**
   * What PyTorch's profiler and the usual frameworks call things: NCCL kernels and copies of
   * memory, then forward, backward and optimizer annotations.
   */
  public static KindRules usual() {
    return new KindRules(
        List.of(
            Rule.of("nccl.*(send|recv)", SliceKind.TRANSFER),
            Rule.of("nccl", SliceKind.REDUCE),
            Rule.of("all_?reduce|reduce_?scatter|all_?gather", SliceKind.REDUCE),
            Rule.of("gpu_memcpy|memcpy", SliceKind.TRANSFER),
            Rule.of("optimizer|adam|sgd", SliceKind.UPDATE),
            Rule.of("backward_?input|dgrad", SliceKind.INPUT_GRADIENT),
            Rule.of("backward_?weight|wgrad", SliceKind.WEIGHT_GRADIENT),
            Rule.of("backward|bwd", SliceKind.BACKWARD),
            Rule.of("recompute|checkpoint", SliceKind.RECOMPUTE),
            Rule.of("forward|fwd", SliceKind.FORWARD)));
  }

  /** These rules, asked after others. */
  public KindRules after(List<Rule> first) {
    List<Rule> all = new ArrayList<>(first);
    all.addAll(rules);
    return new KindRules(all);
  }

  /** The kind of an event; our own traces say it as their category. */
  public SliceKind kind(String category, String name) {
    String text = category + ':' + name;
    if (OURS.matcher(text).matches()) {
      for (SliceKind kind : SliceKind.values()) {
        if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(category)) {
          return kind;
        }
      }
    }
    return rules.stream()
        .filter(rule -> rule.pattern().matcher(text).find())
        .map(Rule::kind)
        .findFirst()
        .orElse(SliceKind.OTHER);
  }
}
