package dev.lockstep.scenarios.scenario.read.risk;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.risk.JobSection;
import dev.lockstep.scenarios.scenario.section.risk.PowerSection;
import dev.lockstep.scenarios.scenario.section.risk.PriceSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/** The whole training, from its tree. */
public final class JobBinding {

  private static final String POINTER = "/job";

  private final Path file;

  /** Reads the section of a file, beside which other files lie. */
  public JobBinding(Path file) {
    this.file = file;
  }

  /**
   * The section that a node holds.
   *
   * @throws ScenarioException if it says in two ways how much is trained, or half a price
   */
  public JobSection job(JsonNode node) {
    JobSection job =
        new JobSection(
            optionalDouble(node, "tokens"),
            optionalDouble(node, "samples"),
            optionalDouble(node, "iterations"),
            optional(node, "target").map(this::target),
            optional(node, "power").map(JobBinding::power),
            optional(node, "price").map(this::price),
            optionalDouble(node, "carbonGramsPerKwh"));
    long ways =
        Stream.of(
                job.tokens().isPresent(),
                job.samples().isPresent(),
                job.iterations().isPresent(),
                job.target().isPresent())
            .filter(given -> given)
            .count();
    if (ways > 1) {
      throw refusal("", "says in %d ways how much is trained".formatted(ways), "keep one of them");
    }
    return job;
  }

  private JobSection.TargetSection target(JsonNode node) {
    return new JobSection.TargetSection(
        BesideFile.of(file, POINTER + "/target/results", node.get("results").asText()),
        optionalDouble(node, "accuracy"));
  }

  private static PowerSection power(JsonNode node) {
    return new PowerSection(
        optionalDouble(node, "deviceBusyWatts"),
        optionalDouble(node, "deviceCommunicatingWatts"),
        optionalDouble(node, "deviceIdleWatts"),
        node.path("nodeWatts").asDouble(0),
        node.path("pue").asDouble(1));
  }

  private PriceSection price(JsonNode node) {
    PriceSection price =
        new PriceSection(
            optionalDouble(node, "usdPerDeviceHour"),
            optionalText(node, "list")
                .map(name -> BesideFile.of(file, POINTER + "/price/list", name)),
            optionalText(node, "item"),
            optionalText(node, "date"));
    boolean listed = price.list().isPresent() && price.item().isPresent();
    boolean anyOfList = price.list().isPresent() || price.item().isPresent();
    if (price.usdPerDeviceHour().isPresent() == anyOfList || anyOfList != listed) {
      throw refusal("/price", "gives no price", "must hold usdPerDeviceHour, or list and item");
    }
    price.date().ifPresent(this::checkDate);
    return price;
  }

  private void checkDate(String date) {
    try {
      LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw refusal("/price/date", "is no day", "must be such as 2026-01-31");
    }
  }

  private ScenarioException refusal(String below, String what, String whatWouldBeRight) {
    return new ScenarioException(file.toString(), POINTER + below, what, whatWouldBeRight);
  }
}
