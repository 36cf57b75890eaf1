package dev.lockstep.scenarios.plan.variant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.plan.space.Problem;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One model on one cluster of a question.
 *
 * @param problem to search
 * @param tree the scenario that it was read from, in which a plan is written down
 * @param devices of the cluster; empty if it does not say
 * @param parameters of the model; empty if its times were measured
 * @param rates what its hardware costs and draws
 */
public record Variant(
    Problem problem, ObjectNode tree, OptionalInt devices, OptionalDouble parameters, Rates rates) {

  /** US dollars for an hour of all devices; empty without a price or a number of devices. */
  public OptionalDouble usdPerHour() {
    return devices.isPresent() ? rates.usdPerHour(devices.getAsInt()) : OptionalDouble.empty();
  }
}
