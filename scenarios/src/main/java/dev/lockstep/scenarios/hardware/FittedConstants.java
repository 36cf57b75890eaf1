package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Constants that were fitted on measurements, by device. */
public final class FittedConstants {

  private static final double US = 1e-6;
  private static final double GBPS = 1e9;

  private final Map<String, MatrixConstants> matrices;
  private final Map<String, KernelConstants> kernels;
  private final Map<String, NodeNetwork> networks;
  private final Map<String, String> takenOver;

  private FittedConstants(FittedConstants others, Map<String, KernelConstants> tried) {
    matrices = others.matrices;
    networks = others.networks;
    takenOver = others.takenOver;
    kernels = new LinkedHashMap<>(others.kernels);
    kernels.putAll(tried);
  }

  private FittedConstants() {
    JsonNode index = HardwareFile.resource("fitted/index.json");
    matrices = all(index.get("products"), file -> matrices(file));
    kernels = all(index.get("kernels"), file -> kernels(file.get("constants")));
    networks = all(index.get("networks"), file -> NetworkReader.read("fitted/network", file));
    takenOver = new LinkedHashMap<>();
    index
        .get("networksTakenOver")
        .fields()
        .forEachRemaining(entry -> takenOver.put(entry.getKey(), entry.getValue().asText()));
  }

  private static <T> Map<String, T> all(JsonNode files, Function<JsonNode, T> reader) {
    Map<String, T> byDevice = new LinkedHashMap<>();
    files
        .fields()
        .forEachRemaining(
            entry ->
                byDevice.put(
                    entry.getKey(),
                    reader.apply(
                        HardwareFile.resource("fitted/" + entry.getValue().asText() + ".json"))));
    return byDevice;
  }

  /** The constants that come with this program; read when first asked for. */
  public static FittedConstants standard() {
    return Standard.CONSTANTS;
  }

  /**
   * The same with other constants, as a fit tries them.
   *
   * @param keys of {@link #key}
   */
  public FittedConstants with(List<String> keys, KernelConstants constants) {
    Map<String, KernelConstants> tried = new LinkedHashMap<>();
    keys.forEach(key -> tried.put(key, constants));
    return new FittedConstants(this, tried);
  }

  /** What the constants of a device under a framework are filed under: {@code l40s megatron}. */
  public static String key(String device, String framework) {
    return device + " " + framework;
  }

  /** Constants of the matrix products of the device with this name, if they were measured. */
  public Optional<MatrixConstants> matrices(String device) {
    return Optional.ofNullable(matrices.get(device));
  }

  /** Constants of the other kernels, if they were fitted for the {@link #key}. */
  public Optional<KernelConstants> kernels(String key) {
    return Optional.ofNullable(kernels.get(key));
  }

  /**
   * The links inside a node of a cluster or of such devices, if collectives were measured there, or
   * on a device whose links they are taken from: then nothing lies inside of what was measured.
   */
  public Optional<NodeNetwork> network(String clusterOrDevice) {
    return networkOf(clusterOrDevice)
        .map(other -> networks.get(other).takenOver())
        .or(() -> Optional.ofNullable(networks.get(clusterOrDevice)));
  }

  /** The device whose links stand for those of this one, as nobody measured these. */
  public Optional<String> networkOf(String device) {
    return Optional.ofNullable(takenOver.get(device));
  }

  private static MatrixConstants matrices(JsonNode file) {
    JsonNode node = file.get("constants");
    Map<Precision, Double> rates = new EnumMap<>(Precision.class);
    node.path("relativeRate")
        .fields()
        .forEachRemaining(
            entry ->
                rates.put(
                    Precision.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                    entry.getValue().doubleValue()));
    return new MatrixConstants(
        node.get("computeFraction").doubleValue(),
        node.get("memoryFraction").doubleValue(),
        node.get("launchSeconds").doubleValue(),
        node.get("tileSeconds").doubleValue(),
        node.get("operandBandwidthBytesPerSecond").doubleValue(),
        node.get("multiprocessorBandwidthBytesPerSecond").doubleValue(),
        node.get("sustainedSlowdown").doubleValue(),
        node.get("splitSeconds").doubleValue(),
        rates,
        Optional.ofNullable(file.get("fittedRange")).map(FittedConstants::matrixRange));
  }

  private static dev.lockstep.devices.hardware.FittedRange matrixRange(JsonNode node) {
    Set<Precision> precisions = EnumSet.noneOf(Precision.class);
    node.get("precisions")
        .forEach(word -> precisions.add(Precision.valueOf(word.asText().toUpperCase(Locale.ROOT))));
    return new dev.lockstep.devices.hardware.FittedRange(
        shape(node.get("smallest")), shape(node.get("largest")), precisions);
  }

  private static dev.lockstep.devices.hardware.FittedRange.Shape shape(JsonNode node) {
    return new dev.lockstep.devices.hardware.FittedRange.Shape(
        node.get("m").longValue(), node.get("n").longValue(), node.get("k").longValue());
  }

  private static KernelConstants kernels(JsonNode node) {
    return new KernelConstants(
        node.get("productRate").doubleValue(),
        node.get("passFraction").doubleValue(),
        node.get("passSeconds").doubleValue(),
        node.get("batchedRate").doubleValue(),
        node.get("unalignedRate").doubleValue(),
        node.get("attentionFraction").doubleValue(),
        node.get("attentionGradientFraction").doubleValue(),
        node.get("convolutionRate").doubleValue(),
        node.get("hostSecondsPerKernel").doubleValue(),
        node.get("gapSecondsPerKernel").doubleValue(),
        node.get("overlapDelay").doubleValue(),
        node.path("deviceSpread").asDouble(0));
  }

  /** Loaded when someone first needs constants. */
  private static final class Standard {
    static final FittedConstants CONSTANTS = new FittedConstants();
  }
}
