package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.Bandwidths;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.link.Protocols;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/**
 * Which constants of the curve a set of measurements can tell, their order in the optimiser's
 * vector, and where to start; all are logarithms. From one rank count launch and steps cannot be
 * told apart, nor what is sent and what is passed over, nor how links are shared: then all latency
 * is the steps' and all bandwidth the link's.
 */
record CurveParameters(
    List<MeasuredCollective> points,
    CurveShape shape,
    TreeSet<Integer> ranks,
    List<CurveParameters.Constant> constants,
    double mostOfLast) {

  private static final double LEAST = Math.log(1e-18);
  private static final double MOST = Math.log(1e3);

  /** Constants beyond these are what the fit makes of nothing: no chunk, no pass. */
  private static final double NO_CHUNK_SECONDS = 1e-12;

  private static final double NO_PASS_BYTES_PER_SECOND = 1e15;

  /** Reduction by the switch starts about ten times as late as a small all-reduce ends. */
  private static final double SWITCH_START = 10;

  private static final double[] CHUNK_STARTS = {1e-5, 1e-6};
  private static final double[] LOCAL_SHARES = {0.3, 0.02};
  private static final double SIMPLE_STEP_START = 5e-6;
  private static final double SHARING_START = 1.9;

  /** A pair sees all of a shared way; beyond so many ranks nobody shares one. */
  private static final int PAIR = 2;

  private static final int MOST_SHARING = 16;

  /** What may be fitted; bandwidths as seconds per byte. */
  enum Constant {
    STEP,
    CHUNK,
    LINK,
    START,
    PASS,
    LOW_LATENCY,
    SIMPLE_STEP,
    SHARING,
    SWITCH_LATENCY,
    SWITCH
  }

  static CurveParameters of(List<MeasuredCollective> points, CurveShape shape) {
    TreeSet<Integer> ranks = new TreeSet<>();
    points.forEach(point -> ranks.add(point.ranks()));
    boolean several = ranks.size() > 1;
    List<Constant> constants = new ArrayList<>();
    constants.addAll(List.of(Constant.STEP, Constant.CHUNK, Constant.LINK));
    if (several) {
      constants.addAll(List.of(Constant.START, Constant.PASS));
    }
    if (shape.protocols()) {
      constants.addAll(List.of(Constant.LOW_LATENCY, Constant.SIMPLE_STEP));
    }
    if (shape.shared() && several) {
      constants.add(Constant.SHARING);
    }
    if (shape.inSwitchFromRanks().isPresent()
        && points.stream().anyMatch(point -> mayAdd(point, shape.inSwitchFromRanks().getAsInt()))) {
      constants.addAll(List.of(Constant.SWITCH_LATENCY, Constant.SWITCH));
    }
    double mostOfLast = busBandwidth(points, ranks.last());
    return new CurveParameters(points, shape, ranks, List.copyOf(constants), mostOfLast);
  }

  int count() {
    return constants.size();
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
        Map<Constant, Double> start = start(chunk, share);
        starts.add(constants.stream().mapToDouble(of -> Math.log(start.get(of))).toArray());
      }
    }
    return starts;
  }

  private Map<Constant, Double> start(double chunk, double localShare) {
    double least = points.stream().mapToDouble(MeasuredCollective::seconds).min().orElseThrow();
    double link = shape.protocols() ? 1.3 * largestBusBandwidth() : largestBusBandwidth();
    Map<Constant, Double> start = new EnumMap<>(Constant.class);
    start.put(Constant.STEP, least / 2 / ranks.first());
    start.put(Constant.CHUNK, chunk);
    start.put(Constant.LINK, 1 / link);
    start.put(Constant.START, least / 2);
    start.put(Constant.PASS, localShare / link);
    start.put(Constant.LOW_LATENCY, 2 / link);
    start.put(Constant.SIMPLE_STEP, SIMPLE_STEP_START);
    start.put(Constant.SHARING, SHARING_START);
    start.put(Constant.SWITCH_LATENCY, SWITCH_START * least);
    start.put(Constant.SWITCH, 1 / (1.05 * mostOfLast));
    return start;
  }

  private LinkCurve link(double[] logs) {
    boolean several = constants.contains(Constant.PASS);
    double chunk = value(Constant.CHUNK, logs);
    double local = several ? 1 / value(Constant.PASS, logs) : Double.POSITIVE_INFINITY;
    return new LinkCurve(
        several ? value(Constant.START, logs) : 0,
        value(Constant.STEP, logs),
        chunk < NO_CHUNK_SECONDS ? 0 : chunk,
        1 / value(Constant.LINK, logs),
        local > NO_PASS_BYTES_PER_SECOND ? Double.POSITIVE_INFINITY : local,
        widths(logs),
        shape.protocols() ? Optional.of(protocols(logs)) : Optional.empty());
  }

  private Protocols protocols(double[] logs) {
    return new Protocols(
        1 / value(Constant.LOW_LATENCY, logs), value(Constant.SIMPLE_STEP, logs), shape.choice());
  }

  private TreeMap<Integer, Double> widths(double[] logs) {
    return constants.contains(Constant.SHARING)
        ? shared(value(Constant.SHARING, logs))
        : new TreeMap<>(shape.widths());
  }

  private static TreeMap<Integer, Double> shared(double exponent) {
    TreeMap<Integer, Double> widths = new TreeMap<>();
    for (int size = PAIR; size <= MOST_SHARING; size++) {
      widths.put(size, Math.pow((double) PAIR / size, exponent));
    }
    return widths;
  }

  private static boolean mayAdd(MeasuredCollective point, int fromRanks) {
    return point.kind() == Kind.ALL_REDUCE && point.ranks() >= fromRanks;
  }

  /** It is taken where it ends earlier, so it carries no less than was ever seen. */
  private Optional<InSwitchReduction> inSwitch(double[] logs) {
    return constants.contains(Constant.SWITCH)
        ? Optional.of(
            new InSwitchReduction(
                value(Constant.SWITCH_LATENCY, logs),
                Math.max(1 / value(Constant.SWITCH, logs), mostOfLast),
                shape.inSwitchFromRanks().getAsInt()))
        : Optional.empty();
  }

  private double value(Constant constant, double[] logs) {
    return Math.exp(logs[constants.indexOf(constant)]);
  }

  private FittedRange range() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    points.forEach(point -> kinds.add(point.kind()));
    TreeSet<Double> sizes = new TreeSet<>();
    points.forEach(point -> sizes.add(point.sizeBytes()));
    return new FittedRange(kinds, sizes.first(), sizes.last(), ranks.first(), ranks.last());
  }

  /** Of the links that a pair sees, where groups share them. */
  private double largestBusBandwidth() {
    TreeMap<Integer, Double> seen = shape.shared() ? shared(SHARING_START) : new TreeMap<>();
    return ranks.stream()
        .mapToDouble(size -> busBandwidth(points, size) / seen.getOrDefault(size, 1.0))
        .max()
        .orElseThrow();
  }

  private static double busBandwidth(List<MeasuredCollective> points, int size) {
    return points.stream()
        .filter(point -> point.ranks() == size)
        .mapToDouble(
            point ->
                Bandwidths.busBandwidth(point.kind(), size, point.sizeBytes(), point.seconds()))
        .max()
        .orElseThrow();
  }
}
