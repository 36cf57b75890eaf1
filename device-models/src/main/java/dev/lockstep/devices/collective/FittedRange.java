package dev.lockstep.devices.collective;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was measured when the constants were fitted; beyond it they are extrapolated.
 *
 * @param kinds collectives
 * @param fromSizeBytes smallest size
 * @param toSizeBytes largest size
 * @param fromRanks least ranks
 * @param toRanks most ranks
 */
public record FittedRange(
    Set<Kind> kinds, double fromSizeBytes, double toSizeBytes, int fromRanks, int toRanks) {

  /** Copies the kinds. */
  public FittedRange {
    Set<Kind> copy = EnumSet.noneOf(Kind.class); // looked up for every collective of every layer
    copy.addAll(kinds);
    kinds = Collections.unmodifiableSet(copy);
  }

  /** Whether the constants were fitted on such collectives. */
  public boolean contains(Kind kind, double sizeBytes, int ranks) {
    return kinds.contains(kind)
        && fromSizeBytes <= sizeBytes
        && sizeBytes <= toSizeBytes
        && fromRanks <= ranks
        && ranks <= toRanks;
  }
}
