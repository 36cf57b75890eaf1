package dev.lockstep.devices.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.kernel.Collective.Kind;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several nodes: network cards, who shares them, and the plateaus that were measured. */
class T03_NodesTest {

  /** 8 cards of 10 GB/s for 8 devices: a rank reaches one, and 8 groups leave each other one. */
  @ParameterizedTest
  @CsvSource({
    "8, 8, 1, 80",
    "4, 8, 1, 40",
    "1, 8, 1, 10",
    "1, 8, 8, 10",
    "8, 8, 2, 40",
    "8, 1, 1, 10",
    "1, 1, 1, 10",
    "1, 1, 8, 1.25",
    "2, 4, 4, 10",
  })
  void aGroupsShareOfTheCards(int perNode, int cards, int groups, double expected) {
    ClusterNetwork network = new ClusterNetwork(8, cards, 10e9, 1, 0, false);

    assertThat(network.groupBandwidthBytesPerSecond(new GroupShape(64, perNode, groups)))
        .isCloseTo(expected * 1e9, within(1.0));
  }

  /** The same 8 devices with one shared card against eight: eight times the time. */
  @Test
  void oneSharedCardAgainstEight() {
    GroupShape group = new GroupShape(2, 1, 8);
    NodeNetwork node = NodeNetwork.ofLink(0, 100e9);
    ClusterNetwork one = new ClusterNetwork(8, 1, 10e9, 1, 0, false);
    ClusterNetwork eight = new ClusterNetwork(8, 8, 10e9, 1, 0, false);

    assertThat(Networks.model(node, eight).seconds(Kind.ALL_REDUCE, 1e9, group))
        .isCloseTo(0.1, within(1e-12));
    assertThat(Networks.model(node, one).seconds(Kind.ALL_REDUCE, 1e9, group))
        .isCloseTo(0.8, within(1e-12));
  }

  /** One rank in each of 4 nodes: the network's ring, 6 steps of 1 ms and 1.5 GB at 10 GB/s. */
  @Test
  void oneRankANodeIsARingOverTheNetwork() {
    ClusterNetwork network = new ClusterNetwork(8, 8, 10e9, 1, 1e-3, false);
    CollectiveCost cost =
        Networks.model(NodeNetwork.ofLink(5e-6, 100e9), network)
            .cost(Kind.ALL_REDUCE, 1e9, new GroupShape(4, 1, 8));

    assertThat(cost.seconds())
        .isCloseTo(ClosedForms.ringAllReduce(4, 1e9, 1e-3, 10e9), within(1e-12));
    assertThat(cost.algorithm()).isEqualTo(Algorithm.RING);
    assertThat(cost.inFittedRange()).isFalse();
  }

  /** Small messages take the tree: 2 x 5 steps between 32 nodes instead of 2 x 31. */
  @Test
  void smallMessagesTakeTheTree() {
    CollectiveModel model = Networks.model(Networks.a100(), Networks.rails(25e9, 0.96));

    assertThat(model.cost(Kind.ALL_REDUCE, 65536, new GroupShape(256, 8, 1)).algorithm())
        .isEqualTo(Algorithm.TREE);
    assertThat(model.cost(Kind.ALL_REDUCE, 16e9, new GroupShape(256, 8, 1)).algorithm())
        .isEqualTo(Algorithm.RING);
  }

  /**
   * Bus bandwidth of large all-reduces over nodes, GB/s: DGX A100 192, DGX H100 380 and with SHARP
   * 480 (NVIDIA GTC 2024, S62129), 3 nodes of 8 A100 with 4 cards of 25 GB/s 96 (nccl-tests issue
   * 119).
   */
  @ParameterizedTest
  @CsvSource({
    "a100, 8, 25, 0.96, false, 32, 192",
    "h100, 8, 50, 0.95, false, 32, 380",
    "h100, 8, 50, 0.95, true, 32, 480",
    "a100, 4, 25, 0.96, false, 24, 96",
  })
  void plateaus(
      String device,
      int cards,
      double cardGBps,
      double efficiency,
      boolean sharp,
      int ranks,
      double expected) {
    ClusterNetwork network = new ClusterNetwork(8, cards, cardGBps * 1e9, efficiency, 14e-6, sharp);
    CollectiveModel model =
        Networks.model(device.equals("h100") ? Networks.h100() : Networks.a100(), network);
    CollectiveCost cost = model.cost(Kind.ALL_REDUCE, 16e9, new GroupShape(ranks, 8, 1));

    assertThat(cost.busBandwidthBytesPerSecond() / 1e9)
        .isCloseTo(expected, Percentage.withPercentage(5));
  }

  /**
   * Two nodes: each half of the buffer crosses once up and once down, so bus bandwidth may exceed
   * the cards' 200 GB/s; 2 x 8 A100 with 16 cards of 12.5 GB/s each were seen at 222.9 GB/s with
   * 10.7 GB (Oracle's OCI HPC tutorial of NCCL Tests on BM.GPU4.8).
   */
  @Test
  void twoNodesExceedTheirCards() {
    ClusterNetwork network = new ClusterNetwork(8, 16, 12.5e9, 0.96, 14e-6, false);
    CollectiveCost cost =
        Networks.model(Networks.a100(), network)
            .cost(Kind.ALL_REDUCE, 10737418240.0, new GroupShape(16, 8, 1));

    assertThat(cost.algorithm()).isEqualTo(Algorithm.TREE);
    assertThat(cost.busBandwidthBytesPerSecond() / 1e9)
        .isCloseTo(222.9, Percentage.withPercentage(5));
  }

  /**
   * All-to-all's bus bandwidth is N / (N - 1) times a device's share of the cards, N nodes
   * (nccl-tests issue 130).
   */
  @ParameterizedTest
  @CsvSource({"2, 2", "4, 1.3333", "16, 1.0667"})
  void allToAllLeavesTheNode(int nodes, double factor) {
    CollectiveModel model = Networks.model(Networks.h100(), Networks.rails(50e9, 1));
    CollectiveCost cost = model.cost(Kind.ALL_TO_ALL, 64e9, new GroupShape(8 * nodes, 8, 1));
    double ranksToNodes = (8.0 * nodes - 1) / (8 * nodes);

    assertThat(cost.busBandwidthBytesPerSecond())
        .isCloseTo(50e9 * factor * ranksToNodes, Percentage.withPercentage(1));
  }

  @Test
  void aPairInTwoNodes() {
    CollectiveModel model = Networks.model(Networks.h100(), Networks.rails(50e9, 0.96));

    assertThat(model.seconds(Kind.POINT_TO_POINT, 48e6, new GroupShape(2, 1, 8)))
        .isCloseTo(1e-3 + 14e-6 + 4.322e-6, within(1e-12));
  }

  @Test
  void oneNodeHasNoNetwork() {
    assertThatThrownBy(
            () ->
                Networks.model(Networks.h100())
                    .seconds(Kind.ALL_REDUCE, 1, new GroupShape(16, 8, 1)))
        .hasMessage(
            "16 ranks, 8 in each node, need a network between nodes. Maybe the cluster has one"
                + " node.");
  }
}
