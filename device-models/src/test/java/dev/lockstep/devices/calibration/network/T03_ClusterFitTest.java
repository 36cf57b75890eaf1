package dev.lockstep.devices.calibration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.calibration.network.ClusterFit.FittedCluster;
import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The network between nodes is found again, the links inside being known. */
class T03_ClusterFitTest {

  private static final NodeNetwork NODE = NodeNetwork.ofLink(2e-6, 200e9);
  private static final Percentage CLOSE = Percentage.withPercentage(1);

  /** 8 ranks a node, 4 cards of 25 GB/s, 14 us a step. */
  private static List<MeasuredCollective> times(int... ranks) {
    ClusterNetwork network = new ClusterNetwork(8, 4, 25e9, 1, 14e-6, false);
    CollectiveModel model = CollectiveModel.of(new NetworkLevels(NODE, Optional.of(network)));
    List<MeasuredCollective> points = new ArrayList<>();
    for (int n : ranks) {
      for (double size = 4096; size <= 1 << 30; size *= 4) {
        double seconds = model.seconds(Kind.ALL_REDUCE, size, new GroupShape(n, 8, 1));
        points.add(new MeasuredCollective(Kind.ALL_REDUCE, n, size, seconds));
      }
    }
    return points;
  }

  @Test
  void latencyAndBandwidth() {
    FittedCluster found = new ClusterFit(NODE, 8, 4).fit(times(16, 32));

    assertThat(found.network().latencySeconds()).isCloseTo(14e-6, CLOSE);
    assertThat(found.network().cardBandwidthBytesPerSecond()).isCloseTo(25e9, CLOSE);
    assertThat(found.residuals().worst()).isLessThan(0.01);
  }

  /** Two and four nodes tell what eight take. */
  @Test
  void moreNodesAreForetold() {
    ClusterFit fit = new ClusterFit(NODE, 8, 4);

    assertThat(fit.on(fit.fit(times(16, 32)).network(), times(64)).worst()).isLessThan(0.01);
  }

  @Test
  void onePointIsTooFew() {
    assertThatThrownBy(() -> new ClusterFit(NODE, 8, 4).fit(times(16).subList(0, 1)))
        .hasMessageStartingWith("2 constants need as many measurements over several hosts");
  }
}
