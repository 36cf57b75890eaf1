package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lockstep.devices.calibration.network.ClusterFit.FittedCluster;
import dev.lockstep.devices.calibration.network.FittedCurve;
import dev.lockstep.devices.calibration.network.Residuals;
import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.format.ResultJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fitted links inside a node as a file, which scenarios name by its path.
 *
 * @param name what it is called
 * @param source what was measured
 * @param links which kind of links it is taken for
 * @param allReduce the links as an all-reduce sees them
 * @param gather as an all-gather sees them
 * @param reduceScatter as a reduce-scatter sees them
 * @param allToAll as an all-to-all sees them
 * @param pointToPoint as a pair sees them
 * @param inSwitch reduction by the switch
 * @param network between nodes, as {@code links.network} of a scenario has it
 * @param fitted what was measured
 * @param residuals errors by collective
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NetworkFile(
    String name,
    String source,
    String links,
    Optional<CurveConstants> allReduce,
    Optional<CurveConstants> gather,
    Optional<CurveConstants> reduceScatter,
    Optional<CurveConstants> allToAll,
    Optional<CurveConstants> pointToPoint,
    Optional<Switch> inSwitch,
    Optional<Cards> network,
    Optional<Range> fitted,
    Map<String, Map<String, Residuals>> residuals) {

  private static final double MICROS = 1e6;
  private static final double GIGA = 1e9;

  /** Reduction by the switch, as {@link InSwitchReduction} has it. */
  public record Switch(double latencyUs, double busBandwidthGBps, int fromRanks) {
    private static Switch of(InSwitchReduction found) {
      return new Switch(
          found.latencySeconds() * MICROS,
          found.busBandwidthBytesPerSecond() / GIGA,
          found.fromRanks());
    }
  }

  /** The network between nodes, as {@link ClusterNetwork} has it. */
  public record Cards(double latencyUs, double bandwidthGBps, int cardsPerNode) {
    private static Cards of(ClusterNetwork network) {
      return new Cards(
          network.latencySeconds() * MICROS,
          network.efficiency() * network.cardBandwidthBytesPerSecond() / GIGA,
          network.cardsPerNode());
    }
  }

  /** What was measured, as {@link FittedRange} has it. */
  public record Range(
      List<String> kinds, double fromSizeBytes, double toSizeBytes, int fromRanks, int toRanks) {}

  /**
   * The file of fitted curves.
   *
   * @param links which kind of links they are taken for
   * @param curves by collective, at least one
   * @param heldOut errors on measurements not fitted, by collective and by what was left out
   * @param network between nodes, if it was fitted
   */
  public static NetworkFile of(
      String name,
      String source,
      String links,
      Map<Kind, FittedCurve> curves,
      Map<Kind, Map<String, Residuals>> heldOut,
      Optional<FittedCluster> network) {
    Map<String, Map<String, Residuals>> errors = new LinkedHashMap<>();
    curves.forEach(
        (kind, curve) -> {
          Map<String, Residuals> some = new LinkedHashMap<>();
          some.put("fitted", curve.residuals());
          some.putAll(heldOut.getOrDefault(kind, Map.of()));
          errors.put(word(kind), some);
        });
    network.ifPresent(found -> errors.put("network", Map.of("fitted", found.residuals())));
    return new NetworkFile(
        name,
        source,
        links,
        curve(Kind.ALL_REDUCE, curves),
        curve(Kind.ALL_GATHER, curves),
        curve(Kind.REDUCE_SCATTER, curves),
        curve(Kind.ALL_TO_ALL, curves),
        curve(Kind.POINT_TO_POINT, curves),
        curves.values().stream().flatMap(c -> c.inSwitch().stream()).findFirst().map(Switch::of),
        network.map(found -> Cards.of(found.network())),
        Optional.of(curves.values().stream().map(FittedCurve::range).toList())
            .filter(ranges -> !ranges.isEmpty())
            .map(NetworkFile::range),
        errors);
  }

  private static Optional<CurveConstants> curve(Kind kind, Map<Kind, FittedCurve> curves) {
    return Optional.ofNullable(curves.get(kind)).map(found -> CurveConstants.of(found.curve()));
  }

  private static Range range(Collection<FittedRange> ranges) {
    TreeSet<Kind> kinds = new TreeSet<>();
    ranges.forEach(range -> kinds.addAll(range.kinds()));
    return new Range(
        kinds.stream().map(NetworkFile::word).toList(),
        ranges.stream().mapToDouble(FittedRange::fromSizeBytes).min().orElseThrow(),
        ranges.stream().mapToDouble(FittedRange::toSizeBytes).max().orElseThrow(),
        ranges.stream().mapToInt(FittedRange::fromRanks).min().orElseThrow(),
        ranges.stream().mapToInt(FittedRange::toRanks).max().orElseThrow());
  }

  /** A collective as files write it: {@code all-reduce}. */
  public static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** JSON text, with a line feed at the end. */
  public String json() {
    return ResultJson.text(this);
  }
}
