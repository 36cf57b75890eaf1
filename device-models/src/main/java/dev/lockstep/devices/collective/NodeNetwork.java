package dev.lockstep.devices.collective;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links inside a node.
 *
 * @param curves time by collective. One that is absent takes over another's: a reduce-scatter that
 *     of an all-gather, whose ring it runs backwards, and the other way about; all-to-all and
 *     point-to-point each other's, else a gather's; whatever is left any there is
 * @param inSwitch reduction by the switch, if it can
 * @param fitted what the constants were fitted on; empty if they are a data sheet's or another
 *     node's
 */
public record NodeNetwork(
    Map<Kind, LinkCurve> curves,
    Optional<InSwitchReduction> inSwitch,
    Optional<FittedRange> fitted) {

  private static final Map<Kind, List<Kind>> STAND_INS =
      Map.of(
          Kind.ALL_REDUCE, List.of(Kind.REDUCE_SCATTER, Kind.ALL_GATHER),
          Kind.ALL_GATHER, List.of(Kind.REDUCE_SCATTER),
          Kind.REDUCE_SCATTER, List.of(Kind.ALL_GATHER),
          Kind.ALL_TO_ALL, List.of(Kind.POINT_TO_POINT, Kind.ALL_GATHER, Kind.REDUCE_SCATTER),
          Kind.POINT_TO_POINT, List.of(Kind.ALL_TO_ALL, Kind.ALL_GATHER, Kind.REDUCE_SCATTER));

  /** Gives every collective a curve. */
  public NodeNetwork {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("links inside a node need a curve, there is none");
    }
    Map<Kind, LinkCurve> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, nearest(kind, curves));
    }
    curves = Collections.unmodifiableMap(all);
  }

  /** The same curve for every collective. */
  public static NodeNetwork ofCurve(
      LinkCurve curve, Optional<InSwitchReduction> inSwitch, Optional<FittedRange> fitted) {
    return new NodeNetwork(Map.of(Kind.ALL_REDUCE, curve), inSwitch, fitted);
  }

  /** Links with latency and bandwidth alone, for hardware that nobody measured. */
  public static NodeNetwork ofLink(double latencySeconds, double bandwidthBytesPerSecond) {
    LinkCurve link = LinkCurve.ofLink(latencySeconds, bandwidthBytesPerSecond);
    return ofCurve(link, Optional.empty(), Optional.empty());
  }

  /** The same constants for another node, where nobody fitted them. */
  public NodeNetwork takenOver() {
    return new NodeNetwork(curves, inSwitch, Optional.empty());
  }

  /** The same links with so many times the bandwidth, and the latency that they have. */
  public NodeNetwork timesAsFast(double factor) {
    Map<Kind, LinkCurve> faster = new EnumMap<>(Kind.class);
    curves.forEach((kind, curve) -> faster.put(kind, curve.timesAsFast(factor)));
    Optional<InSwitchReduction> reduction =
        inSwitch.map(
            own ->
                new InSwitchReduction(
                    own.latencySeconds(),
                    factor * own.busBandwidthBytesPerSecond(),
                    own.fromRanks()));
    return new NodeNetwork(faster, reduction, fitted);
  }

  /** Time of a collective. */
  public LinkCurve curve(Kind kind) {
    return curves.get(kind);
  }

  Optional<InSwitchReduction> inSwitch(Kind kind, int ranks) {
    return inSwitch.filter(found -> kind == Kind.ALL_REDUCE && ranks >= found.fromRanks());
  }

  private static LinkCurve nearest(Kind kind, Map<Kind, LinkCurve> curves) {
    if (curves.containsKey(kind)) {
      return curves.get(kind);
    }
    for (Kind other : STAND_INS.get(kind)) {
      if (curves.containsKey(other)) {
        return curves.get(other);
      }
    }
    return new EnumMap<>(curves).values().iterator().next();
  }
}
