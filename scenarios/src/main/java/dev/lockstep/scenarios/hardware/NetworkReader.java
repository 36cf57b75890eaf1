package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.collective.link.ProtocolChoice;
import dev.lockstep.devices.collective.link.ProtocolChoice.Medium;
import dev.lockstep.devices.collective.link.Protocols;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The links inside a node from a file of fitted constants, taken strictly. */
public final class NetworkReader {

  private static final double US = 1e-6;
  private static final double GBPS = 1e9;
  private static final String ALL_REDUCE = "allReduce";

  /** What a file calls the curve of a collective. */
  private static final Map<String, Kind> CURVES =
      Map.of(
          ALL_REDUCE,
          Kind.ALL_REDUCE,
          "gather",
          Kind.ALL_GATHER,
          "reduceScatter",
          Kind.REDUCE_SCATTER,
          "allToAll",
          Kind.ALL_TO_ALL,
          "pointToPoint",
          Kind.POINT_TO_POINT);

  private static final List<String> KEYS =
      List.of(
          "name",
          "source",
          "ncclVersion",
          "links",
          ALL_REDUCE,
          "gather",
          "reduceScatter",
          "allToAll",
          "pointToPoint",
          "inSwitch",
          "network",
          "fitted",
          "residuals",
          "weak");
  private static final String LOW_LATENCY = "lowLatencyGBps";
  private static final List<String> CURVE_KEYS =
      List.of(
          "startUs",
          "stepUs",
          "chunkUs",
          "bandwidthGBps",
          "localBandwidthGBps",
          "widths",
          LOW_LATENCY,
          "simpleStepUs",
          "choice");
  private static final List<String> CHOICE_KEYS =
      List.of("medium", "ringGBps", LOW_LATENCY, "lowLatency128");
  private static final List<String> SWITCH_KEYS =
      List.of("latencyUs", "busBandwidthGBps", "fromRanks");
  private static final List<String> RANGE_KEYS =
      List.of("kinds", "fromSizeBytes", "toSizeBytes", "fromRanks", "toRanks");

  private NetworkReader() {}

  /**
   * The links that a file describes.
   *
   * @throws HardwareException in one line, if the file cannot be used
   */
  public static NodeNetwork read(String path) {
    try {
      Path file = Path.of(path);
      return read(path, HardwareFile.read(file));
    } catch (InvalidPathException e) {
      throw new HardwareException(
          path, "", "can be no file's name", "Name a JSON file beside the scenario.");
    }
  }

  static NodeNetwork read(String file, JsonNode tree) {
    Fields fields = new Fields(file, "", tree, KEYS);
    Map<Kind, LinkCurve> curves = new EnumMap<>(Kind.class);
    CURVES.forEach(
        (key, kind) ->
            fields
                .optionalObject(key, CURVE_KEYS)
                .ifPresent(curve -> curves.put(kind, curve(curve))));
    if (curves.isEmpty()) {
      curves.put(Kind.ALL_REDUCE, curve(fields.object(ALL_REDUCE, CURVE_KEYS)));
    }
    return new NodeNetwork(
        curves,
        fields.optionalObject("inSwitch", SWITCH_KEYS).map(NetworkReader::inSwitch),
        fields.optionalObject("fitted", RANGE_KEYS).map(NetworkReader::range));
  }

  private static LinkCurve curve(Fields fields) {
    TreeMap<Integer, Double> widths = new TreeMap<>();
    for (Map.Entry<String, Double> width : fields.numbersByName("widths").entrySet()) {
      if (!width.getKey().matches("[1-9][0-9]{0,5}")) {
        throw fields.refusal(
            "widths", "names no number of ranks", "Its keys are numbers of ranks.");
      }
      widths.put(Integer.valueOf(width.getKey()), width.getValue());
    }
    return new LinkCurve(
        fields.numberFromZero("startUs") * US,
        fields.numberFromZero("stepUs") * US,
        fields.numberFromZero("chunkUs") * US,
        fields.number("bandwidthGBps") * GBPS,
        fields.optionalNumber("localBandwidthGBps").orElse(Double.POSITIVE_INFINITY) * GBPS,
        widths,
        protocols(fields));
  }

  private static Optional<Protocols> protocols(Fields fields) {
    Optional<Fields> choice = fields.optionalObject("choice", CHOICE_KEYS);
    OptionalDouble lowLatency = fields.optionalNumber(LOW_LATENCY);
    if (lowLatency.isEmpty()) {
      if (choice.isPresent()) {
        throw fields.refusal(
            LOW_LATENCY, "is missing beside choice", "It must be a number above 0.");
      }
      return Optional.empty();
    }
    return Optional.of(
        new Protocols(
            lowLatency.getAsDouble() * GBPS,
            fields.numberFromZero("simpleStepUs") * US,
            choice.map(NetworkReader::choice)));
  }

  private static ProtocolChoice choice(Fields fields) {
    String word = fields.text("medium");
    Medium medium =
        Arrays.stream(Medium.values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    fields.refusal(
                        "medium", "is \"%s\"".formatted(word), "It must be nvlink or pcie."));
    return new ProtocolChoice(
        medium,
        fields.number("ringGBps") * GBPS,
        fields.number(LOW_LATENCY) * GBPS,
        fields.optionalFlag("lowLatency128"));
  }

  private static InSwitchReduction inSwitch(Fields fields) {
    return new InSwitchReduction(
        fields.numberFromZero("latencyUs") * US,
        fields.number("busBandwidthGBps") * GBPS,
        (int) fields.number("fromRanks"));
  }

  private static FittedRange range(Fields fields) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String word : fields.texts("kinds")) {
      try {
        kinds.add(Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException e) {
        throw fields.refusal(
            "kinds", "holds an unknown collective", "Known are all-reduce, all-gather and so on.");
      }
    }
    return new FittedRange(
        kinds,
        fields.number("fromSizeBytes"),
        fields.number("toSizeBytes"),
        (int) fields.number("fromRanks"),
        (int) fields.number("toRanks"));
  }
}
