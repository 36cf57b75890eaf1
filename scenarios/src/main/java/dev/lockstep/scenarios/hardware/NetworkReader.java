package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.kernel.Collective;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The links inside a node from a file of fitted constants, taken strictly. */
public final class NetworkReader {

  private static final double US = 1e-6;
  private static final double GBPS = 1e9;
  private static final List<String> KEYS =
      List.of(
          "name",
          "source",
          "ncclVersion",
          "allReduce",
          "gather",
          "inSwitch",
          "fitted",
          "residuals",
          "weak");
  private static final List<String> CURVE_KEYS =
      List.of("startUs", "stepUs", "chunkUs", "bandwidthGBps", "localBandwidthGBps", "widths");
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
    LinkCurve allReduce = curve(fields.object("allReduce", CURVE_KEYS));
    return new NodeNetwork(
        allReduce,
        fields.optionalObject("gather", CURVE_KEYS).map(NetworkReader::curve).orElse(allReduce),
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
        widths);
  }

  private static InSwitchReduction inSwitch(Fields fields) {
    return new InSwitchReduction(
        fields.numberFromZero("latencyUs") * US,
        fields.number("busBandwidthGBps") * GBPS,
        (int) fields.number("fromRanks"));
  }

  private static FittedRange range(Fields fields) {
    Set<Collective.Kind> kinds = EnumSet.noneOf(Collective.Kind.class);
    for (String word : fields.texts("kinds")) {
      try {
        kinds.add(Collective.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
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
