package dev.lockstep.scenarios.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Interconnect;
import dev.lockstep.devices.hardware.LinkModel;
import dev.lockstep.devices.hardware.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding hardware by what people call it. */
class T01_FindTest {
  private final HardwareCatalog catalog = HardwareCatalog.standard();

  @Test
  void a_device_has_peaks_memory_power_and_a_link() {
    DeviceModel a100 = catalog.device("a100-sxm-80gb");

    assertThat(a100.title()).isEqualTo("NVIDIA A100 SXM4 80 GB");
    assertThat(a100.peakTflops(Precision.BF16)).hasValue(312);
    assertThat(a100.memoryBytes()).hasValue(80L << 30);
    assertThat(a100.memoryBandwidthGBps()).hasValue(2039);
    assertThat(a100.powerWatts()).hasValue(400);
    assertThat(a100.scaleUpLink()).hasValue("nvlink-3");
    assertThat(a100.scaleUpGBps()).hasValue(300);
  }

  @Test
  void what_a_device_cannot_do_is_absent() {
    assertThat(catalog.device("a100").peakTflops(Precision.FP8)).isEmpty();
    assertThat(catalog.device("p40").peakTflops(Precision.FP16)).isEmpty();
    assertThat(catalog.device("gh200").powerWatts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a100-80gb, a100-sxm-80gb",
    "a100, a100-sxm-80gb",
    "a100-40gb, a100-sxm-40gb",
    "h100, h100-sxm-80gb",
    "h100-500w, h100-sxm-96gb-500w",
    "h200, h200-sxm-141gb",
    "b200, b200-sxm-180gb",
    "v100, v100-sxm2-16gb",
    "v100-32gb, v100-sxm2-32gb",
    "p100, p100-sxm2-16gb",
    "k80, k80-die",
    "titan-x, titan-x-maxwell",
    "trn2, trainium2"
  })
  void an_alias_is_as_good_as_the_name(String alias, String name) {
    assertThat(catalog.device(alias)).isSameAs(catalog.device(name));
  }

  @Test
  void a_cluster_names_the_device_and_the_links_of_its_node() {
    ClusterModel selene = catalog.cluster("selene");

    assertThat(selene.name()).isEqualTo("dgx-a100-80gb");
    assertThat(selene.node().device()).isEqualTo("a100-sxm-80gb");
    assertThat(selene.node().devicesPerNode()).isEqualTo(8);
    assertThat(selene.node().interconnect()).isEqualTo(Interconnect.NVSWITCH);
    assertThat(selene.node().link()).hasValue("nvswitch-2");
    assertThat(selene.node().nics()).hasValue(8);
    assertThat(selene.node().nicLink()).hasValue("infiniband-hdr");
    assertThat(selene.usedBy()).anyMatch(use -> use.contains("SC 2021"));
  }

  @Test
  void a_rack_may_join_the_devices_of_many_nodes() {
    assertThat(catalog.cluster("gb200-nvl72").node().devicesPerNode()).isEqualTo(4);
    assertThat(catalog.cluster("gb200-nvl72").devicesPerDomain()).isEqualTo(72);
    assertThat(catalog.cluster("dgx-h100").devicesPerDomain()).isEqualTo(8);
  }

  @Test
  void a_link_has_a_bandwidth_in_one_direction() {
    LinkModel hdr = catalog.link("hdr");

    assertThat(hdr.kind()).isEqualTo(LinkModel.Kind.INFINIBAND);
    assertThat(hdr.bandwidthBytesPerSecond()).isEqualTo(25e9);
    assertThat(hdr.latencyUs()).hasValue(0.6);
  }

  @Test
  void an_unknown_name_gets_the_nearest_one() {
    assertThatThrownBy(() -> catalog.device("a1000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown device \"a1000\"; did you mean \"a100\"? ./lockstep list devices prints all");
    assertThatThrownBy(() -> catalog.cluster("dgx-h1000"))
        .hasMessageStartingWith("unknown cluster \"dgx-h1000\"; did you mean \"dgx-h100\"?");
    assertThatThrownBy(() -> catalog.link("carrier pigeons over the ocean"))
        .hasMessage(
            "unknown link \"carrier pigeons over the ocean\". ./lockstep list links prints all");
  }
}
