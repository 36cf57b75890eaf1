package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.Bandwidths;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/**
 * Which constants of the curve a set of measurements can tell, their order in the optimiser's
 * vector, and where to start. All are logarithms: step, chunk, 1/B; with several rank counts start
 * and 1/L; then the widths of all rank counts but the first; then the switch's latency and 1/bus
 * bandwidth. From one rank count launch and steps cannot be told apart, nor what is sent and what
 * is passed over: then all latency is the steps' and all bandwidth the link's.
 */
record CurveParameters(
    List<MeasuredCollective> points,
    Map<Integer, Double> widths,
    boolean fitWidths,
    OptionalInt inSwitchFromRanks,
    TreeSet<Integer> ranks) {

  private static final double LEAST = Math.log(1e-18);
  private static final double MOST = Math.log(1e3);

  /** Constants beyond these are what the fit makes of nothing: no chunk, no pass. */
  private static final double NO_CHUNK_SECONDS = 1e-12;

  private static final double NO_PASS_BYTES_PER_SECOND = 1e15;

  /** Reduction by the switch starts about ten times as late as a small all-reduce ends. */
  private static final double SWITCH_START = 10;

  private static final double[] CHUNK_STARTS = {1e-5, 1e-6};
  private static final double[] LOCAL_SHARES = {0.3, 0.02};

  static CurveParameters of(
      List<MeasuredCollective> points,
      Map<Integer, Double> widths,
      boolean fitWidths,
      OptionalInt inSwitchFromRanks) {
    TreeSet<Integer> ranks = new TreeSet<>();
    points.forEach(point -> ranks.add(point.ranks()));
    OptionalInt seen =
        inSwitchFromRanks.isPresent() && ranks.last() >= inSwitchFromRanks.getAsInt()
            ? inSwitchFromRanks
            : OptionalInt.empty();
    return new CurveParameters(points, widths, fitWidths && ranks.size() > 1, seen, ranks);
  }

  int count() {
    return 3
        + (severalRanks() ? 2 : 0)
        + (fitWidths ? ranks.size() - 1 : 0)
        + (inSwitchFromRanks.isPresent() ? 2 : 0);
  }

  FittedCurve curve(double[] logs) {
    LinkCurve curve = link(logs);
    Optional<InSwitchReduction> inSwitch = inSwitch(logs);
    Residuals residuals = Residuals.of(points, FittedCurve.predictor(curve, inSwitch)::seconds);
    return new FittedCurve(curve, inSwitch, range(), residuals);
  }

  ToDoubleFunction<MeasuredCollective> prediction(double[] logs) {
    return FittedCurve.predictor(link(logs), inSwitch(logs))::seconds;
  }

  /** Keeps constants where a double can square them. */
  static RealVector within(RealVector logs) {
    return new ArrayRealVector(logs.map(log -> Math.max(LEAST, Math.min(MOST, log))));
  }

  List<double[]> starts() {
    List<double[]> starts = new ArrayList<>();
    for (double chunk : CHUNK_STARTS) {
      for (double share : LOCAL_SHARES) {
        starts.add(start(chunk, share));
      }
    }
    return starts;
  }

  private double[] start(double chunk, double localShare) {
    double[] start = new double[count()];
    double least = points.stream().mapToDouble(MeasuredCollective::seconds).min().orElseThrow();
    double bus = largestBusBandwidth(ranks.first());
    int next = 0;
    start[next++] = Math.log(least / 2 / ranks.first());
    start[next++] = Math.log(chunk);
    start[next++] = -Math.log(bus);
    if (severalRanks()) {
      start[next++] = Math.log(least / 2);
      start[next++] = Math.log(localShare / bus);
    }
    if (fitWidths) {
      for (int size : ranks.tailSet(ranks.first(), false)) {
        start[next++] = Math.log(largestBusBandwidth(size) / bus);
      }
    }
    if (inSwitchFromRanks.isPresent()) {
      start[next++] = Math.log(SWITCH_START * least);
      start[next] = -Math.log(1.05 * largestBusBandwidth(ranks.last()));
    }
    return start;
  }

  private LinkCurve link(double[] logs) {
    boolean several = severalRanks();
    double chunk = Math.exp(logs[1]);
    double local = several ? Math.exp(-logs[4]) : Double.POSITIVE_INFINITY;
    return new LinkCurve(
        several ? Math.exp(logs[3]) : 0,
        Math.exp(logs[0]),
        chunk < NO_CHUNK_SECONDS ? 0 : chunk,
        Math.exp(-logs[2]),
        local > NO_PASS_BYTES_PER_SECOND ? Double.POSITIVE_INFINITY : local,
        widths(logs));
  }

  private TreeMap<Integer, Double> widths(double[] logs) {
    TreeMap<Integer, Double> found = new TreeMap<>(widths);
    if (fitWidths) {
      int next = 5;
      found.put(ranks.first(), 1.0);
      for (int size : ranks.tailSet(ranks.first(), false)) {
        found.put(size, Math.exp(logs[next++]));
      }
    }
    return found;
  }

  private Optional<InSwitchReduction> inSwitch(double[] logs) {
    if (inSwitchFromRanks.isEmpty()) {
      return Optional.empty();
    }
    double latency = Math.exp(logs[logs.length - 2]);
    double bandwidth = Math.exp(-logs[logs.length - 1]);
    return Optional.of(new InSwitchReduction(latency, bandwidth, inSwitchFromRanks.getAsInt()));
  }

  private FittedRange range() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    points.forEach(point -> kinds.add(point.kind()));
    TreeSet<Double> sizes = new TreeSet<>();
    points.forEach(point -> sizes.add(point.sizeBytes()));
    return new FittedRange(kinds, sizes.first(), sizes.last(), ranks.first(), ranks.last());
  }

  private double largestBusBandwidth(int size) {
    return points.stream()
        .filter(point -> point.ranks() == size)
        .mapToDouble(
            point ->
                Bandwidths.busBandwidth(point.kind(), size, point.sizeBytes(), point.seconds()))
        .max()
        .orElseThrow();
  }

  private boolean severalRanks() {
    return ranks.size() > 1;
  }
}
