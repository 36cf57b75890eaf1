package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.link.ProtocolChoice;
import dev.lockstep.devices.collective.link.Protocols;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Constants of the links as a file has them, {@link LinkCurve} says what they mean.
 *
 * @param startUs of a collective
 * @param stepUs of a ring's step
 * @param chunkUs of a chunk
 * @param bandwidthGBps of the full pipeline
 * @param localBandwidthGBps of the pass over the own buffer; absent if it costs nothing
 * @param widths by ranks; absent if all groups see the same
 * @param lowLatencyGBps what LL carries; absent, like the rest, where there is one protocol
 * @param simpleStepUs of a ring's step with Simple
 * @param choice which protocol is taken; absent: the one that ends first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CurveConstants(
    double startUs,
    double stepUs,
    double chunkUs,
    double bandwidthGBps,
    OptionalDouble localBandwidthGBps,
    Optional<Map<Integer, Double>> widths,
    OptionalDouble lowLatencyGBps,
    OptionalDouble simpleStepUs,
    Optional<Choice> choice) {

  private static final double MICROS = 1e6;
  private static final double GIGA = 1e9;

  /** NCCL's own estimate, as {@link ProtocolChoice} has it. */
  public record Choice(
      String medium, double ringGBps, double lowLatencyGBps, boolean lowLatency128) {
    private static Choice of(ProtocolChoice choice) {
      return new Choice(
          choice.medium().name().toLowerCase(Locale.ROOT),
          choice.ringBandwidthBytesPerSecond() / GIGA,
          choice.lowLatencyBandwidthBytesPerSecond() / GIGA,
          choice.lowLatency128());
    }
  }

  static CurveConstants of(LinkCurve curve) {
    double local = curve.localBandwidthBytesPerSecond() / GIGA;
    Optional<Protocols> protocols = curve.protocols();
    return new CurveConstants(
        curve.startSeconds() * MICROS,
        curve.stepSeconds() * MICROS,
        curve.chunkSeconds() * MICROS,
        curve.bandwidthBytesPerSecond() / GIGA,
        Double.isInfinite(local) ? OptionalDouble.empty() : OptionalDouble.of(local),
        Optional.<Map<Integer, Double>>of(curve.widths()).filter(widths -> !widths.isEmpty()),
        number(protocols.map(found -> found.lowLatencyBandwidthBytesPerSecond() / GIGA)),
        number(protocols.map(found -> found.simpleStepSeconds() * MICROS)),
        protocols.flatMap(Protocols::choice).map(Choice::of));
  }

  private static OptionalDouble number(Optional<Double> found) {
    return found.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
