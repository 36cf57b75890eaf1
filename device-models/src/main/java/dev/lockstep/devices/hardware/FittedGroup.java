package dev.lockstep.devices.hardware;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a group of kernels that were measured together, as files hold them.
 *
 * @param group its name
 * @param constants each constant by its name, which ends in its unit
 * @param smallest least size along each of the group's dimensions that was fitted on
 * @param largest greatest size
 */
public record FittedGroup(
    String group, Map<String, Double> constants, List<Double> smallest, List<Double> largest) {

  /** Copies what it is given, in order. */
  public FittedGroup {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    smallest = List.copyOf(smallest);
    largest = List.copyOf(largest);
  }
}
