package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lockstep.devices.calibration.network.FittedCurve;
import dev.lockstep.devices.calibration.network.Residuals;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.format.ResultJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Fitted links inside a node as a file, which scenarios name by its path.
 *
 * @param name what it is called
 * @param source what was measured
 * @param allReduce the links as an all-reduce sees them
 * @param gather as the other collectives see them
 * @param fitted what was measured
 * @param residuals errors by curve
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NetworkFile(
    String name,
    String source,
    Curve allReduce,
    Optional<Curve> gather,
    Range fitted,
    Map<String, Errors> residuals) {

  private static final double MICROS = 1e6;
  private static final double GIGA = 1e9;

  /** Constants of the links, as {@link LinkCurve} has them. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Curve(
      double startUs,
      double stepUs,
      double chunkUs,
      double bandwidthGBps,
      OptionalDouble localBandwidthGBps) {

    private static Curve of(LinkCurve curve) {
      double local = curve.localBandwidthBytesPerSecond() / GIGA;
      return new Curve(
          curve.startSeconds() * MICROS,
          curve.stepSeconds() * MICROS,
          curve.chunkSeconds() * MICROS,
          curve.bandwidthBytesPerSecond() / GIGA,
          Double.isInfinite(local) ? OptionalDouble.empty() : OptionalDouble.of(local));
    }
  }

  /** What was measured, as {@link FittedRange} has it. */
  public record Range(
      List<String> kinds, double fromSizeBytes, double toSizeBytes, int fromRanks, int toRanks) {}

  /**
   * Errors of one curve.
   *
   * @param fitted on all points, which it was fitted on
   * @param everyOtherSize on every other size, of a fit on the sizes between; absent with few sizes
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Errors(Residuals fitted, Optional<Residuals> everyOtherSize) {}

  /**
   * The file of one or two curves.
   *
   * @param curves by what the file calls them: allReduce, gather; one stands for both
   * @param heldOut errors on sizes not fitted, by the same names
   */
  public static NetworkFile of(
      String name, String source, Map<String, FittedCurve> curves, Map<String, Residuals> heldOut) {
    Optional<FittedCurve> allReduce = Optional.ofNullable(curves.get("allReduce"));
    Optional<FittedCurve> gather = Optional.ofNullable(curves.get("gather"));
    Map<String, Errors> errors = new LinkedHashMap<>();
    curves.forEach(
        (key, curve) ->
            errors.put(key, new Errors(curve.residuals(), Optional.ofNullable(heldOut.get(key)))));
    return new NetworkFile(
        name,
        source,
        Curve.of(allReduce.or(() -> gather).orElseThrow().curve()),
        gather.map(curve -> Curve.of(curve.curve())),
        range(curves.values().stream().map(FittedCurve::range).toList()),
        errors);
  }

  private static Range range(Collection<FittedRange> ranges) {
    TreeSet<Kind> kinds = new TreeSet<>();
    ranges.forEach(range -> kinds.addAll(range.kinds()));
    return new Range(
        kinds.stream().map(k -> k.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList(),
        ranges.stream().mapToDouble(FittedRange::fromSizeBytes).min().orElseThrow(),
        ranges.stream().mapToDouble(FittedRange::toSizeBytes).max().orElseThrow(),
        ranges.stream().mapToInt(FittedRange::fromRanks).min().orElseThrow(),
        ranges.stream().mapToInt(FittedRange::toRanks).max().orElseThrow());
  }

  /** JSON text, with a line feed at the end. */
  public String json() {
    return ResultJson.text(this);
  }
}
