package dev.lockstep.devices.collective;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Optional;

/**
 * The links inside a node.
 *
 * @param allReduce time of all-reduce
 * @param gather time of the other collectives: fitted on all-gather, whose ring a reduce-scatter
 *     runs backwards; taken over for all-to-all and point-to-point
 * @param inSwitch reduction by the switch, if it can
 * @param fitted what the constants were fitted on; empty if they are a data sheet's
 */
public record NodeNetwork(
    LinkCurve allReduce,
    LinkCurve gather,
    Optional<InSwitchReduction> inSwitch,
    Optional<FittedRange> fitted) {

  /** Links with latency and bandwidth alone, for hardware that nobody measured. */
  public static NodeNetwork ofLink(double latencySeconds, double bandwidthBytesPerSecond) {
    LinkCurve link = LinkCurve.ofLink(latencySeconds, bandwidthBytesPerSecond);
    return new NodeNetwork(link, link, Optional.empty(), Optional.empty());
  }

  LinkCurve curve(Kind kind) {
    return kind == Kind.ALL_REDUCE ? allReduce : gather;
  }

  Optional<InSwitchReduction> inSwitch(Kind kind, int ranks) {
    return inSwitch.filter(found -> kind == Kind.ALL_REDUCE && ranks >= found.fromRanks());
  }
}
