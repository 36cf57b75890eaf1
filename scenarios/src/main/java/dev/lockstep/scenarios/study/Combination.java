package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One place in the grid.
 *
 * @param number from 1, those that are left out counted too
 * @param cells its columns
 * @param changes values by where they stand in the scenario
 */
public record Combination(long number, Map<String, String> cells, Map<String, JsonNode> changes) {}
