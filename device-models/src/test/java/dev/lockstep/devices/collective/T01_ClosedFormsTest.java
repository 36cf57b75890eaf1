package dev.lockstep.devices.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NCCL's words for bandwidth, and the formulas of the literature. */
class T01_ClosedFormsTest {

  private static final double EXACT = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "ALL_REDUCE, 2, 1",
    "ALL_REDUCE, 8, 1.75",
    "ALL_GATHER, 8, 0.875",
    "REDUCE_SCATTER, 4, 0.75",
    "ALL_TO_ALL, 2, 0.5",
    "POINT_TO_POINT, 2, 1",
  })
  void busBandwidthIsAlgorithmBandwidthTimesAFactor(Kind kind, int ranks, double factor) {
    assertThat(Bandwidths.busFactor(kind, ranks)).isEqualTo(factor);
    assertThat(Bandwidths.algorithmBandwidth(6e9, 0.5)).isEqualTo(12e9);
    assertThat(Bandwidths.busBandwidth(kind, ranks, 6e9, 0.5)).isEqualTo(12e9 * factor);
  }

  @Test
  void oneRankIsNoGroup() {
    assertThatThrownBy(() -> Bandwidths.busFactor(Kind.ALL_REDUCE, 1))
        .hasMessage("a collective needs 2 ranks, there are 1");
    assertThatThrownBy(() -> new GroupShape(0, 1, 1)).hasMessageContaining("not 0, 1 and 1");
  }

  /** 8 GB at 1 GB/s and 1 s a step: each step of n ranks sends 8 / n s. */
  @ParameterizedTest
  @CsvSource({"2, 5, 10, 10", "4, 9, 18, 20", "8, 14, 28, 22"})
  void ringAndTree(int ranks, double gather, double allReduce, double tree) {
    assertThat(ClosedForms.ringGather(ranks, 8e9, 1, 1e9)).isEqualTo(gather);
    assertThat(ClosedForms.ringAllReduce(ranks, 8e9, 1, 1e9)).isEqualTo(allReduce);
    assertThat(ClosedForms.treeAllReduce(ranks, 8e9, 1, 1e9)).isEqualTo(tree);
  }

  /**
   * 2 nodes of 4: 2 x 3 steps of 2 s in the node at 1 GB/s, then 2 steps of 1 s for each rank's 2
   * GB at 1 GB/s between nodes.
   */
  @Test
  void hierarchical() {
    assertThat(ClosedForms.hierarchicalAllReduce(4, 2, 8e9, 0, 1e9, 0, 1e9)).isEqualTo(12 + 2);
    assertThat(ClosedForms.hierarchicalAllReduce(4, 2, 8e9, 0.5, 1e9, 3, 1e9))
        .isEqualTo(12 + 2 + 6 * 0.5 + 2 * 3);
  }

  /** Levels of equal links: the hierarchy sends exactly what one ring over all ranks sends. */
  @ParameterizedTest
  @CsvSource({"2, 2", "4, 2", "8, 4", "8, 16"})
  void aHierarchySendsAsMuchAsOneRing(int ranksPerNode, int nodes) {
    assertThat(ClosedForms.hierarchicalAllReduce(ranksPerNode, nodes, 8e9, 0, 1e9, 0, 1e9))
        .isCloseTo(ClosedForms.ringAllReduce(ranksPerNode * nodes, 8e9, 0, 1e9), within(1e-9));
  }

  /** 16 ranks, 8 to a node: 7 parts of 16 stay, 8 leave through a tenth of the bandwidth. */
  @Test
  void allToAllIsLimitedByWhatLeavesTheNode() {
    assertThat(ClosedForms.allToAll(16, 8, 16e9, 0, 10e9, 1e9)).isCloseTo(8, within(EXACT));
    assertThat(ClosedForms.allToAll(8, 8, 16e9, 3, 10e9, 1e9)).isCloseTo(4.4, within(EXACT));
    assertThat(ClosedForms.pointToPoint(16e9, 3, 10e9)).isCloseTo(4.6, within(EXACT));
  }

  /** A curve of latency and bandwidth alone is the closed form. */
  @ParameterizedTest
  @CsvSource({"2", "3", "5", "8", "64"})
  void aPlainLinkGivesTheRing(int ranks) {
    NodeNetwork node = NodeNetwork.ofLink(7e-6, 12e9);
    CollectiveModel model = CollectiveModel.of(new NetworkLevels(node, Optional.empty()));
    GroupShape group = GroupShape.inNode(ranks);

    assertThat(model.seconds(Kind.ALL_REDUCE, 1e9, group))
        .isCloseTo(ClosedForms.ringAllReduce(ranks, 1e9, 7e-6, 12e9), within(EXACT));
    assertThat(model.seconds(Kind.REDUCE_SCATTER, 1e9, group))
        .isCloseTo(ClosedForms.ringGather(ranks, 1e9, 7e-6, 12e9), within(EXACT));
    assertThat(model.seconds(Kind.POINT_TO_POINT, 1e9, GroupShape.inNode(2)))
        .isCloseTo(ClosedForms.pointToPoint(1e9, 7e-6, 12e9), within(EXACT));
  }
}
