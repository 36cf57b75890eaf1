package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.assembly.timing.KernelCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the time of a micro-batch goes, kernel by kernel. */
public final class KernelText {

  private static final double US = 1e6;

  private KernelText() {}

  /** Longest first, equal kernels of a pass together, with shares of the whole. */
  public static String table(List<KernelCost> costs) {
    double total = costs.stream().mapToDouble(cost -> cost.seconds() * cost.layers()).sum();
    TextGrid grid =
        new TextGrid().row(List.of("layer", "layers", "pass", "kernel", "us each", "share", ""));
    List<KernelCost> sorted = new ArrayList<>(costs);
    sorted.sort(
        Comparator.comparingDouble((KernelCost cost) -> -cost.seconds() * cost.layers())
            .thenComparing(KernelCost::kernel));
    for (KernelCost cost : sorted) {
      grid.row(
          List.of(
              cost.layer(),
              String.valueOf(cost.layers()),
              cost.pass(),
              cost.kernel(),
              "%.1f".formatted(cost.seconds() * US),
              Numbers.percent(cost.seconds() * cost.layers() / total),
              (cost.overlapped() ? "overlapped " : "")
                  + (cost.inFittedRange() ? "" : "outside the fitted range")));
    }
    return grid.toString();
  }

  /** One row a kernel, in the order in which they run. */
  public static String csv(List<KernelCost> costs) {
    String rows =
        costs.stream()
            .map(
                cost ->
                    "%s,%d,%s,\"%s\",%s,%s,%s"
                        .formatted(
                            cost.layer(),
                            cost.layers(),
                            cost.pass(),
                            cost.kernel(),
                            cost.seconds() * US,
                            cost.overlapped(),
                            cost.inFittedRange()))
            .collect(Collectors.joining("\n", "", "\n"));
    return "layer,layers,pass,kernel,timeUs,overlapped,inFittedRange\n" + rows;
  }

  /** Time by kind of kernel: the first word of its name. */
  public static String byKind(List<KernelCost> costs) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (KernelCost cost : costs) {
      String kind = cost.kernel().replaceAll(" [\\d(].*", "");
      seconds.merge(kind, cost.seconds() * cost.layers(), Double::sum);
    }
    double total = seconds.values().stream().mapToDouble(s -> s).sum();
    TextGrid grid = new TextGrid().row(List.of("kind", "ms a micro-batch", "share"));
    seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(
            kind ->
                grid.row(
                    List.of(
                        kind.getKey(),
                        "%.3f".formatted(kind.getValue() * 1e3),
                        Numbers.percent(kind.getValue() / total))));
    return grid.toString();
  }
}
