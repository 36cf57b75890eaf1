package dev.lockstep.scenarios.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Interconnect;
import dev.lockstep.devices.hardware.LinkModel;
import dev.lockstep.devices.hardware.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every entry of the catalogue, and spot checks of figures against their sources.
 */
class T02_CatalogTest {
  private static final HardwareCatalog CATALOG = HardwareCatalog.standard();
  private static final Path FILES =
      Path.of("..", "device-models", "src", "main", "resources", "dev", "lockstep", "devices")
          .resolve("hardware");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  static Collection<DeviceModel> devices() {
    return CATALOG.devices();
  }

  static Collection<ClusterModel> clusters() {
    return CATALOG.clusters();
  }

  static Collection<LinkModel> links() {
    return CATALOG.links();
  }

  @Test
  void the_index_lists_every_file_and_no_other() throws IOException {
    assertThat(CATALOG.devices().stream().map(DeviceModel::name))
        .containsExactlyInAnyOrderElementsOf(fileNames("devices"));
    assertThat(CATALOG.clusters().stream().map(ClusterModel::name))
        .containsExactlyInAnyOrderElementsOf(fileNames("clusters"));
  }

  @Test
  void names_and_aliases_are_lower_case_and_mean_one_thing() {
    assertWords(CATALOG.devices().stream().flatMap(d -> words(d.name(), d.aliases())).toList());
    assertWords(CATALOG.clusters().stream().flatMap(c -> words(c.name(), c.aliases())).toList());
    assertWords(CATALOG.links().stream().flatMap(l -> words(l.name(), l.aliases())).toList());
  }

  @ParameterizedTest
  @MethodSource("devices")
  void every_figure_of_a_device_has_its_source(DeviceModel device) {
    assertThat(device.figures()).contains("memoryBytes", "memoryBandwidthGBps", "scaleUpGBps");
    assertThat(device.figures()).allMatch(figure -> device.source(figure).isPresent());
  }

  @ParameterizedTest
  @MethodSource("devices")
  void the_link_of_a_device_is_known_and_as_fast_as_the_device_says(DeviceModel device) {
    LinkModel link = CATALOG.link(device.scaleUpLink().orElseThrow());

    assertThat(device.scaleUpGBps()).hasValue(link.bandwidthGBps());
  }

  @ParameterizedTest
  @MethodSource("devices")
  void fewer_bits_are_never_slower(DeviceModel device) {
    List<Precision> falling =
        List.of(Precision.FP32, Precision.TF32, Precision.FP16, Precision.FP8, Precision.NVFP4);
    List<Double> peaks =
        falling.stream()
            .map(device::peakTflops)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();

    assertThat(peaks).isSorted();
    device
        .peakTflops(Precision.BF16)
        .ifPresent(
            brain ->
                assertThat(brain)
                    .isGreaterThanOrEqualTo(device.peakTflops(Precision.FP32).orElse(0))
                    .isLessThanOrEqualTo(device.peakTflops(Precision.FP8).orElse(brain)));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void figures_are_in_their_units(DeviceModel device) {
    assertThat(device.memoryBytes().orElseThrow()).isBetween(8L << 30, 512L << 30);
    assertThat(device.memoryBandwidthGBps().orElseThrow()).isBetween(200.0, 20_000.0);
    assertThat(device.peakTflops().values()).isNotEmpty().allMatch(t -> t > 1 && t < 20_000);
    device.l2Bytes().ifPresent(bytes -> assertThat(bytes).isBetween(1L << 20, 512L << 20));
    device.clockMHz().ifPresent(clock -> assertThat(clock).isBetween(500.0, 3000.0));
    device.powerWatts().ifPresent(watts -> assertThat(watts).isBetween(100.0, 2000.0));
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void a_cluster_names_known_hardware_and_the_source_of_each_figure(ClusterModel cluster) {
    DeviceModel device = CATALOG.device(cluster.node().device());
    Optional<LinkModel> link = cluster.node().link().map(CATALOG::link);
    cluster.node().nicLink().ifPresent(CATALOG::link);

    assertThat(cluster.sources().keySet()).containsExactlyInAnyOrderElementsOf(cluster.figures());
    link.ifPresent(known -> assertThat(device.scaleUpGBps()).hasValue(known.bandwidthGBps()));
    assertThat(cluster.node().interconnect() == Interconnect.NONE)
        .isEqualTo(cluster.node().devicesPerNode() == 1);
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void a_pair_is_no_faster_than_the_whole_link(ClusterModel cluster) {
    double whole =
        cluster.node().link().map(CATALOG::link).map(LinkModel::bandwidthGBps).orElse(1e9);

    assertThat(cluster.node().pairGBps().orElse(whole)).isLessThanOrEqualTo(whole);
    assertThat(cluster.node().devicesPerNode() % cluster.node().devicesPerSwitch().orElse(1))
        .isZero();
  }

  /** Gbit/s over all adapters of a node, as the publications say it. */
  @ParameterizedTest
  @CsvSource({
    "dgx-a100-80gb, 1600",
    "dgx-2, 800",
    "dgx-2h, 800",
    "dgx-h100, 3200",
    "dgx-b300, 6400",
    "p3.16xlarge, 25",
    "p3.2xlarge, 10",
    "p4d.24xlarge, 400",
    "p5.48xlarge, 3200",
    "grand-teton, 3200",
    "mosaicml-a100-40gb, 1600",
    "vtrain-a100, 800",
    "titan-x-ethernet-25g, 25"
  })
  void the_adapters_of_a_node_add_up(String cluster, double gigabits) {
    var node = CATALOG.cluster(cluster).node();
    double each = CATALOG.link(node.nicLink().orElseThrow()).bandwidthGBps();

    assertThat(node.nics().orElseThrow() * each * 8).isEqualTo(gigabits);
  }

  /** Rows of the vendors' sheets, typed a second time. */
  @ParameterizedTest
  @CsvSource({
    "p40, fp32, 11.8, 24, 346, 250",
    "v100-sxm2-32gb, fp16, 125, 32, 900, 300",
    "rtx-3090, fp32, 35.6, 24, 936, 350",
    "a100-sxm-40gb, bf16, 312, 40, 1555, 400",
    "h100-sxm-80gb, fp8, 1979, 80, 3350, 700",
    "h100-pcie-80gb, bf16, 756, 80, 2000, 350",
    "h200-sxm-141gb, bf16, 989, 141, 4800, 700",
    "b200-sxm-180gb, nvfp4, 9000, 180, 8000, 1000",
    "gb200, fp8, 5000, 186, 8000, 1200",
    "l40s, fp16, 362, 48, 864, 350",
    "mi300x, bf16, 1307.4, 192, 5300, 750"
  })
  void figures_are_the_published_ones(
      String name, String precision, double tflops, long gib, double gbps, double watts) {
    DeviceModel device = CATALOG.device(name);
    Precision known =
        Stream.of(Precision.values())
            .filter(each -> each.label().equals(precision))
            .findFirst()
            .orElseThrow();

    assertThat(device.peakTflops(known)).hasValue(tflops);
    assertThat(device.memoryBytes()).hasValue(gib << 30);
    assertThat(device.memoryBandwidthGBps()).hasValue(gbps);
    assertThat(device.powerWatts()).hasValue(watts);
  }

  /** Multiprocessors x operations a clock x clock: the three figures cannot all be mistyped. */
  @ParameterizedTest
  @CsvSource({
    "p100-sxm2-16gb, fp32, 128",
    "p40, fp32, 256",
    "titan-x-maxwell, fp32, 256",
    "k80-die, fp32, 384",
    "v100-sxm2-16gb, fp16, 1024",
    "v100-pcie-16gb, fp16, 1024",
    "v100-sxm3-32gb-450w, fp16, 1024",
    "rtx-3090, bf16, 512",
    "a100-sxm-80gb, bf16, 2048",
    "a30, bf16, 2048",
    "l40s, bf16, 1024",
    "h100-sxm-80gb, bf16, 4096",
    "h100-pcie-80gb, bf16, 4096",
    "mi250x, bf16, 1024",
    "mi300x, bf16, 2048",
    "mi355x, bf16, 4096"
  })
  void the_peak_is_the_multiprocessors_times_the_clock(
      String name, String precision, double flopsPerClock) {
    DeviceModel device = CATALOG.device(name);
    double tflops =
        device.multiprocessors().orElseThrow()
            * flopsPerClock
            * device.clockMHz().orElseThrow()
            / 1e6;

    assertThat(device.peakTflops(Precision.valueOf(precision.toUpperCase(Locale.ROOT))))
        .hasValueCloseTo(tflops, withPercentage(1.5));
  }

  private static List<String> fileNames(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      return files.map(file -> file.getFileName().toString().replaceAll("\\.json$", "")).toList();
    }
  }

  private static Stream<String> words(String name, List<String> aliases) {
    return Stream.concat(Stream.of(name), aliases.stream());
  }

  private static void assertWords(List<String> words) {
    assertThat(words).doesNotHaveDuplicates().allMatch(word -> NAME.matcher(word).matches());
  }
}
