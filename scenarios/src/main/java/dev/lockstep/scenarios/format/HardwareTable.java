package dev.lockstep.scenarios.format;

import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.LinkModel;
import dev.lockstep.devices.hardware.NodeModel;
import dev.lockstep.devices.hardware.Precision;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The hardware catalogue as tables. A figure that is not known is a dash. */
public final class HardwareTable {
  private static final String MARK = " *";
  private static final int SOURCE_COLUMNS = 34;
  private static final String REMARK = "* from memory, in part or whole; the files say which\n";

  private HardwareTable() {}

  /** A row each: name and aliases, memory, 16-bit peak, bandwidth, power, source. */
  public static String devices(Collection<DeviceModel> devices) {
    TextGrid grid =
        new TextGrid()
            .row(
                List.of(
                    "device",
                    "memory GiB",
                    "fp32 TFLOP/s",
                    "16-bit TFLOP/s",
                    "memory GB/s",
                    "W",
                    "link",
                    "link GB/s",
                    left("source")));
    for (DeviceModel device : devices) {
      grid.row(
          List.of(
              named(device.name(), device.aliases()),
              gib(device.memoryBytes()),
              plain(device.peakTflops(Precision.FP32)),
              plain(sixteenBit(device)),
              plain(device.memoryBandwidthGBps()),
              plain(device.powerWatts()),
              device.scaleUpLink().orElse("-"),
              plain(device.scaleUpGBps()),
              left(shortSource(device.sources()))));
    }
    return grid + "\n" + REMARK;
  }

  /** A row each: name and aliases, node, network, source. */
  public static String clusters(Collection<ClusterModel> clusters) {
    TextGrid grid =
        new TextGrid()
            .row(
                List.of(
                    "cluster",
                    "a node",
                    "devices",
                    "joined by",
                    "network of a node",
                    left("source")));
    for (ClusterModel cluster : clusters) {
      NodeModel node = cluster.node();
      grid.row(
          List.of(
              named(cluster.name(), cluster.aliases()),
              node.devicesPerNode() + " x " + node.device(),
              cluster.scaleUpDevices().isPresent() ? cluster.devicesPerDomain() + " a domain" : "-",
              node.link().orElse("-"),
              network(node),
              left(shortSource(cluster.sources()))));
    }
    return grid + "\n" + REMARK;
  }

  /** A row each: name and aliases, kind, bandwidth, latency, source. */
  public static String links(Collection<LinkModel> links) {
    TextGrid grid =
        new TextGrid().row(List.of("link", "kind", "GB/s one way", "latency us", left("source")));
    for (LinkModel link : links) {
      grid.row(
          List.of(
              named(link.name(), link.aliases()),
              link.kind().label(),
              plain(OptionalDouble.of(link.bandwidthGBps())),
              plain(link.latencyUs()),
              left(shortSource(Map.of("bandwidthGBps", link.source())))));
    }
    return grid + "\n" + REMARK;
  }

  private static String network(NodeModel node) {
    if (node.nicLink().isEmpty()) {
      return "-";
    }
    return node.nics().orElse(1) + " x " + node.nicLink().get();
  }

  private static OptionalDouble sixteenBit(DeviceModel device) {
    OptionalDouble brain = device.peakTflops(Precision.BF16);
    return brain.isPresent() ? brain : device.peakTflops(Precision.FP16);
  }

  private static String named(String name, List<String> aliases) {
    return aliases.isEmpty() ? name : "%s (%s)".formatted(name, String.join(", ", aliases));
  }

  /** The first source up to its first comma or colon, marked if any is from memory. */
  private static String shortSource(Map<String, String> sources) {
    String first =
        sources.getOrDefault("peakTflops", sources.values().stream().findFirst().orElse("-"));
    String start = first.split("[,:;(]", 2)[0].strip();
    boolean remembered = sources.values().stream().anyMatch(text -> text.contains("from memory"));
    return start + (remembered ? MARK : "");
  }

  private static String gib(OptionalLong bytes) {
    return bytes.isPresent()
        ? plain(OptionalDouble.of(bytes.getAsLong() / (double) (1L << 30)))
        : "-";
  }

  private static String plain(OptionalDouble figure) {
    if (figure.isEmpty()) {
      return "-";
    }
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    return new DecimalFormat("#,##0.###", symbols).format(figure.getAsDouble());
  }

  /** The grid aligns its last columns to the right; words read better from the left. */
  private static String left(String words) {
    return words + " ".repeat(Math.max(0, SOURCE_COLUMNS - words.length()));
  }
}
