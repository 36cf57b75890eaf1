package dev.lockstep.scenarios.plan.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param priceUsd of a device for an hour, if the file says so
 */
public record Variant(
    Problem problem,
    ObjectNode tree,
    OptionalInt devices,
    OptionalDouble parameters,
    OptionalDouble priceUsd) {}
