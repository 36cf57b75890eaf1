package dev.lockstep.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which links a transfer takes, and how long it takes alone. */
final class T02_TopologyTest {

  private static final Link NVLINK = gigabytes(300, 700);
  private static final Link PCIE = gigabytes(32, 500);
  private static final Link NIC = gigabytes(25, 3_000);

  @Test
  void privateLinksAreNotShared() {
    Cluster cluster = Cluster.ideal(3, NIC, OptionalLong.empty());
    assertThat(cluster.topology().links()).isEmpty();
    assertThat(cluster.links(0, 2)).isEmpty();
    assertThat(cluster.route(0, 2)).isEqualTo(NIC);
  }

  @Test
  void aLinkPerPair() {
    Topology topology = new LinkPerPair(3, NIC);
    assertThat(route(topology, 0, 2)).isEqualTo("device0->device2");
    assertThat(route(topology, 2, 0)).isEqualTo("device2->device0");
    assertThat(topology.alone(1, 2)).isEqualTo(NIC);
  }

  /** Latencies add up; the narrowest link sets the pace. */
  @Test
  void aRouteAloneIsOneLink() {
    SwitchTrees.Builder builder = SwitchTrees.of(2);
    SwitchTrees.Tree tree = builder.tree();
    int hub = tree.addSwitch();
    int wide = builder.link("wide", gigabytes(4, 5));
    int narrow = builder.link("narrow", gigabytes(1, 20));
    tree.connect(0, hub, wide, wide);
    tree.connect(1, hub, narrow, narrow);
    Cluster cluster = Cluster.equal(2, builder.build(), OptionalLong.empty());

    assertThat(route(cluster.topology(), 0, 1)).isEqualTo("wide, narrow");
    assertThat(cluster.route(0, 1)).isEqualTo(gigabytes(1, 25));
    assertThat(cluster.route(0, 1).transferNanos(1_000)).isEqualTo(25 + 1_000);
  }

  @Test
  void linksWithoutBandwidthOnlyDelay() {
    Topology topology = new LinkPerPair(2, Link.ofLatency(7));
    assertThat(topology.alone(0, 1)).isEqualTo(Link.ofLatency(7));
    assertThat(topology.timesDependOnSize()).isFalse();
    assertThat(new LinkPerPair(2, NIC).timesDependOnSize()).isTrue();
  }

  /** Two nodes of four devices: NVSwitch inside, a NIC for every two devices. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 3 | device0 port out, device3 port in
          0 | 4 | node0 nic0 out, node1 nic0 in
          1 | 5 | node0 nic0 out, node1 nic0 in
          2 | 5 | node0 nic1 out, node1 nic0 in
          7 | 6 | device7 port out, device6 port in
          """)
  void nodesWithPorts(int from, int to, String route) {
    Topology topology = NodeTopology.of(8, 4).withPorts(NVLINK).withNics(2, NIC).build();
    assertThat(route(topology, from, to)).isEqualTo(route);
  }

  /** Two PCIe switches a node, the NIC at the host. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 1 | device0 pcie out, device1 pcie in
          0 | 2 | device0 pcie out, node0 switch0 out, node0 switch1 in, device2 pcie in
          3 | 5 | device3 pcie out, node0 switch1 out, node0 nic0 out, node1 nic0 in, node1 switch0 in, device5 pcie in
          """)
  void nodesWithPcieSwitches(int from, int to, String route) {
    Topology topology = NodeTopology.of(8, 4).withPcie(2, PCIE, PCIE).withNics(4, NIC).build();
    assertThat(route(topology, from, to)).isEqualTo(route);
  }

  /** A NIC on each PCIe switch is reached without the host; ports keep other traffic off PCIe. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 3 | device0 port out, device3 port in
          3 | 5 | device3 pcie out, node0 nic1 out, node1 nic0 in, device5 pcie in
          """)
  void nodesWithPortsAndPcieSwitches(int from, int to, String route) {
    Topology topology =
        NodeTopology.of(8, 4).withPorts(NVLINK).withPcie(2, PCIE, PCIE).withNics(2, NIC).build();
    assertThat(route(topology, from, to)).isEqualTo(route);
    assertThat(topology.alone(3, 5)).isEqualTo(gigabytes(25, 2 * 500 + 2 * 3_000));
  }

  /** Two leaves of two nodes of two NICs each: 100 GB/s below a leaf, half of it above. */
  @Test
  void anOversubscribedFabric() {
    Topology topology =
        NodeTopology.of(8, 2).withPorts(NVLINK).withNics(1, NIC).withLeaves(2, 2, 400).build();
    assertThat(route(topology, 0, 2)).isEqualTo("node0 nic0 out, node1 nic0 in");
    assertThat(route(topology, 0, 7))
        .isEqualTo("node0 nic0 out, leaf0 out, leaf1 in, node3 nic1 in");
    assertThat(topology.links())
        .filteredOn(link -> link.name().equals("leaf1 in"))
        .containsExactly(new NamedLink("leaf1 in", gigabytes(50, 400)));
  }

  @Test
  void aDeviceForEachNode() {
    Topology whole = NodeTopology.of(8, 4).withPorts(NVLINK).withNics(4, NIC).build();
    Topology first = whole.at(0, 4);
    assertThat(first.mostDevices()).isEqualTo(2);
    assertThat(route(first, 0, 1)).isEqualTo("node0 nic0 out, node1 nic0 in");
    assertThat(first.alone(0, 1)).isEqualTo(whole.alone(0, 4));
    assertThatThrownBy(() -> whole.at(0, 8))
        .hasMessage("a device at place 8; the topology has places 0 to 7");
  }

  @Test
  void whatIsNotConnectedIsRefused() {
    assertThatThrownBy(() -> NodeTopology.of(8, 4).withPorts(NVLINK).build())
        .hasMessage("2 nodes and nothing between them. Maybe add NICs.");
    assertThatThrownBy(() -> NodeTopology.of(8, 4).withNics(1, NIC).build())
        .hasMessage(
            "4 devices in a node and nothing between them. Maybe add ports or PCIe switches.");
    assertThatThrownBy(
            () -> NodeTopology.of(12, 6).withPcie(2, PCIE, PCIE).withNics(3, NIC).build())
        .hasMessage("3 devices on a NIC, 2 on a PCIe switch; one NIC serves whole switches");
    assertThatThrownBy(() -> NodeTopology.of(8, 4).withLeaves(2, 2, 0))
        .hasMessage("leaf switches, but NICs without bandwidth");
    assertThatThrownBy(() -> SwitchTrees.of(2).build().route(0, 1))
        .hasMessage("nothing connects device 0 with device 1");
  }

  @Test
  void aTopologyHasPlaceForSoMany() {
    Topology two = new LinkPerPair(2, NIC);
    assertThatThrownBy(() -> Cluster.equal(3, two, OptionalLong.empty()))
        .hasMessage("3 devices on a topology of 2");
  }

  private static String route(Topology topology, int from, int to) {
    List<NamedLink> links = topology.links();
    return Arrays.stream(topology.route(from, to))
        .mapToObj(link -> links.get(link).name())
        .collect(Collectors.joining(", "));
  }

  private static Link gigabytes(double perSecond, long latencyNanos) {
    return new Link(latencyNanos, OptionalDouble.of(perSecond * 1e9));
  }
}
