package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetup;
import dev.lockstep.scenarios.hardware.FittedConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** How much of a step rests on kernels and collectives beyond what was measured. */
public final class RangeNotes {

  private RangeNotes() {}

  /** A note for each device that has a range, and one for collectives; none where all is in it. */
  public static List<String> of(
      UnitTimes times, List<LayerCost> units, ClusterSetup setup, FittedConstants fitted) {
    List<String> notes = new ArrayList<>();
    for (DeviceTimes each : times.devices()) {
      DeviceModel device = each.device();
      if (each.isMeasured(fitted)) {
        note(times.kernels(units, device), cost -> !cost.collective(), "kernels", device.title())
            .ifPresent(notes::add);
      }
    }
    if (setup.levels().node().fitted().isPresent()) {
      note(
              times.kernels(units, setup.device(0)),
              KernelCost::collective,
              "collectives",
              "its links")
          .ifPresent(notes::add);
    }
    return notes;
  }

  private static Optional<String> note(
      List<KernelCost> costs, Predicate<KernelCost> kind, String things, String where) {
    List<KernelCost> all = costs.stream().filter(kind).toList();
    List<KernelCost> outside = all.stream().filter(cost -> !cost.inFittedRange()).toList();
    if (outside.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of %d %s of a micro-batch (%.0f %% of their time) lie outside of what was measured"
                + " on %s",
            count(outside),
            count(all),
            things,
            100 * seconds(outside) / seconds(all),
            where));
  }

  private static int count(List<KernelCost> costs) {
    return costs.stream().mapToInt(KernelCost::layers).sum();
  }

  private static double seconds(List<KernelCost> costs) {
    return costs.stream().mapToDouble(cost -> cost.layers() * cost.seconds()).sum();
  }
}
