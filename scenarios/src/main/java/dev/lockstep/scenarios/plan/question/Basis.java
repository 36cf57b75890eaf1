package dev.lockstep.scenarios.plan.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.plan.Preference;
import dev.lockstep.scenarios.plan.space.Objective;
import dev.lockstep.scenarios.plan.variant.Variant;
import dev.lockstep.scenarios.scenario.section.risk.JobSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Refuses what has no basis: money without prices, energy of devices of unknown power. */
final class Basis {

  private static final String PRICE = "give pricePerDeviceHourUsd, or job.price, for every cluster";
  private static final String POWER = "give job.power.deviceBusyWatts";

  private final Path file;
  private final List<Variant> variants;

  Basis(Path file, List<Variant> variants) {
    this.file = file;
    this.variants = variants;
  }

  /**
   * What plans are compared in: what the file lists; else time, memory, and what it gives power and
   * prices for. The goal's comes first.
   *
   * @throws ScenarioException if there is no basis for one of them
   */
  Preference preference(JsonNode tree, Goal goal) {
    List<Objective> objectives = new ArrayList<>();
    if (tree.has("objectives")) {
      tree.get("objectives").forEach(word -> objectives.add(Objective.of(word.asText())));
      objectives.forEach(each -> require(each, "/objectives"));
    } else {
      objectives.addAll(Preference.FASTEST.objectives());
      if (saysPower() && every(one -> one.rates().knowsEnergy())) {
        objectives.add(Objective.ENERGY);
      }
      if (every(one -> one.rates().knowsCost())) {
        objectives.add(Objective.COST);
      }
    }
    require(goal.objective(), "/goal");
    return new Preference(objectives).first(goal.objective());
  }

  /**
   * Limits of money and energy.
   *
   * @throws ScenarioException if there is no basis for one of them
   */
  void requireFor(JsonNode limits) {
    for (String key : List.of("costUsd", "trainingCostUsd")) {
      if (limits.has(key)) {
        require(Objective.COST, "/limits/" + key);
      }
    }
    if (limits.has("energyJoules")) {
      require(Objective.ENERGY, "/limits/energyJoules");
    }
    if (limits.has("costUsdPerHour") && !every(one -> one.usdPerHour().isPresent())) {
      throw new ScenarioException(
          file.toString(),
          "/limits/costUsdPerHour",
          "has no basis: a cluster has no price or no number of nodes",
          "give pricePerDeviceHourUsd and nodes for every cluster");
    }
  }

  private void require(Objective objective, String pointer) {
    if (objective == Objective.COST && !every(one -> one.rates().knowsCost())) {
      throw new ScenarioException(
          file.toString(),
          pointer,
          "asks for cost, which has no basis: a cluster has no price",
          PRICE);
    }
    if (objective == Objective.ENERGY && !every(one -> one.rates().knowsEnergy())) {
      throw new ScenarioException(
          file.toString(),
          pointer,
          "asks for energy, which has no basis: nobody knows what the devices draw",
          POWER);
    }
  }

  private boolean saysPower() {
    return every(one -> one.problem().base().job().flatMap(JobSection::power).isPresent());
  }

  private boolean every(Predicate<Variant> condition) {
    return variants.stream().allMatch(condition);
  }
}
