package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.link.ProtocolChoice;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which terms a curve has.
 *
 * @param widths of the links by ranks, known from the topology; empty: all groups see the same
 * @param shared whether all ranks share one way, so that width falls as (2 / n)^x with x fitted
 * @param inSwitchFromRanks from how many ranks on the switch may add
 * @param protocols whether NCCL's protocols are told apart
 * @param choice which of them is taken; empty: the one that ends first
 */
record CurveShape(
    Map<Integer, Double> widths,
    boolean shared,
    OptionalInt inSwitchFromRanks,
    boolean protocols,
    Optional<ProtocolChoice> choice) {

  static final CurveShape PLAIN =
      new CurveShape(Map.of(), false, OptionalInt.empty(), false, Optional.empty());

  CurveShape withWidths(Map<Integer, Double> known) {
    return new CurveShape(new TreeMap<>(known), false, inSwitchFromRanks, protocols, choice);
  }

  CurveShape withSharing() {
    return new CurveShape(Map.of(), true, inSwitchFromRanks, protocols, choice);
  }

  CurveShape withSwitch(int fromRanks) {
    return new CurveShape(widths, shared, OptionalInt.of(fromRanks), protocols, choice);
  }

  CurveShape withProtocols(Optional<ProtocolChoice> by) {
    return new CurveShape(widths, shared, inSwitchFromRanks, true, by);
  }
}
