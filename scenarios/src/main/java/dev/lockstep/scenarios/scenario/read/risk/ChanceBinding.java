package dev.lockstep.scenarios.scenario.read.risk;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.constant;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.risk.JitterRule;
import dev.lockstep.scenarios.scenario.section.risk.JitterRule.Distribution;
import dev.lockstep.scenarios.scenario.section.risk.JitterSection;
import dev.lockstep.scenarios.scenario.section.risk.StragglerSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times that vary and parts that are slow, from their trees. */
public final class ChanceBinding {

  private static final String JITTER = "/simulation/jitter/";

  private final Path file;

  /** Reads sections of a file, beside which other files lie. */
  public ChanceBinding(Path file) {
    this.file = file;
  }

  /**
   * How times vary.
   *
   * @throws ScenarioException if a rule has neither a width nor samples, or samples it lacks
   */
  public JitterSection jitter(JsonNode node) {
    return new JitterSection(
        rule(node, "compute"),
        rule(node, "forward"),
        rule(node, "backward"),
        rule(node, "auxiliary"),
        rule(node, "update"),
        rule(node, "transfer"),
        rule(node, "collective"));
  }

  private Optional<JitterRule> rule(JsonNode jitter, String key) {
    return optional(jitter, key).map(node -> rule(node, JITTER + key, file));
  }

  private static JitterRule rule(JsonNode node, String pointer, Path file) {
    JitterRule rule =
        new JitterRule(
            Distribution.valueOf(constant(node.path("distribution").asText("lognormal"))),
            optionalDouble(node, "coefficientOfVariation"),
            node.path("mean").asDouble(1),
            optionalText(node, "samples")
                .map(name -> BesideFile.of(file, pointer + "/samples", name)));
    boolean empirical = rule.distribution() == Distribution.EMPIRICAL;
    if (empirical && rule.samples().isEmpty()) {
      throw new ScenarioException(
          file.toString(), pointer, "is empirical without samples", "add samples, a CSV file");
    }
    if (rule.samples().isPresent() == rule.coefficientOfVariation().isPresent()) {
      throw new ScenarioException(
          file.toString(),
          pointer,
          rule.samples().isPresent()
              ? "holds samples and a coefficientOfVariation"
              : "holds neither samples nor a coefficientOfVariation",
          "must hold one of them");
    }
    return rule;
  }

  /**
   * Parts that are slow.
   *
   * @throws ScenarioException if one of them is no part, or is slow at no time
   */
  public List<StragglerSection> stragglers(JsonNode nodes) {
    List<StragglerSection> all = new ArrayList<>();
    nodes.forEach(node -> all.add(straggler(node, "/simulation/stragglers/" + all.size())));
    return all;
  }

  private StragglerSection straggler(JsonNode node, String pointer) {
    StragglerSection straggler =
        new StragglerSection(
            optionalInt(node, "device"),
            optionalText(node, "link"),
            node.get("factor").doubleValue(),
            optionalDouble(node, "fromMs"),
            optionalDouble(node, "toMs"),
            node.path("probability").asDouble(1));
    if (straggler.device().isPresent() == straggler.link().isPresent()) {
      throw new ScenarioException(
          file.toString(),
          pointer,
          straggler.link().isPresent() ? "names a device and a link" : "names no device or link",
          "must name one of them");
    }
    if (straggler.link().filter(link -> !link.matches("\\d{1,6}-\\d{1,6}")).isPresent()) {
      throw new ScenarioException(
          file.toString(),
          pointer + "/link",
          "is no pair of ranks",
          "must be such as \"2-3\": from rank 2 to rank 3");
    }
    double from = straggler.fromMs().orElse(0);
    if (straggler.toMs().orElse(Double.MAX_VALUE) <= from) {
      throw new ScenarioException(
          file.toString(), pointer + "/toMs", "is not behind fromMs", "must be above " + from);
    }
    return straggler;
  }
}
