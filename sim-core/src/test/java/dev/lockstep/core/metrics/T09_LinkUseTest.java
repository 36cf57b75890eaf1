package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cluster.LinkPerPair;
import dev.lockstep.core.cluster.NodeTopology;
import dev.lockstep.core.cluster.Topology;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What links carry. Forward 1, backward 2, 10 bytes a boundary; 1 GB/s is a byte a nanosecond. */
class T09_LinkUseTest {

  private static final OptionalLong TEN = OptionalLong.of(10);

  @Test
  void privateLinksAreNotReported() {
    Cluster cluster = Cluster.ideal(2, link(2, 1e9), OptionalLong.empty());
    CostModel costs = costs(2, TEN, cluster);
    Timeline timeline = Simulation.run(Orders.oneAfterAnother(2, 3), costs);
    assertThat(LinkUse.of(timeline, new SteadyState(timeline, 1, 2), cluster, costs)).isEmpty();
  }

  /** An iteration takes 1 + 12 + 1 + 2 + 12 + 2 = 30; each direction carries 10 bytes in it. */
  @ParameterizedTest
  @EnumSource(
      value = Sharing.class,
      names = {"FIFO", "FAIR_SHARE"})
  void aLinkThatIsAlone(Sharing sharing) {
    Topology topology = new LinkPerPair(2, link(2, 1e9));
    assertThat(uses(Orders.oneAfterAnother(2, 3), topology, TEN, sharing))
        .containsExactly(
            use("device0->device1", 10, 10 / 30.0, 12 / 30.0),
            use("device1->device0", 10, 10 / 30.0, 12 / 30.0));
  }

  /**
   * Two micro-batches, no latency. In turns or at once: the link out is busy from 1 to 21, both
   * forwards above are done at 22, their backwards at 24 and 26, the link back is busy from 24 to
   * 44, and the last backward ends at 46.
   */
  @ParameterizedTest
  @EnumSource(
      value = Sharing.class,
      names = {"FIFO", "FAIR_SHARE"})
  void overlapCountsOnce(Sharing sharing) {
    Topology topology = new LinkPerPair(2, link(0, 1e9));
    assertThat(uses(Orders.fillAndDrain(2, 2, 3), topology, TEN, sharing))
        .containsExactly(
            use("device0->device1", 20, 20 / 46.0, 20 / 46.0),
            use("device1->device0", 20, 20 / 46.0, 20 / 46.0));
  }

  /** Both ways over the NICs of two nodes: out of one is into the other. */
  @Test
  void eachLinkOfARoute() {
    Topology topology = NodeTopology.of(2, 1).withNics(1, link(1, 2e9)).build();
    assertThat(uses(Orders.oneAfterAnother(2, 3), topology, TEN, Sharing.FAIR_SHARE))
        .extracting(LinkUse::link, use -> use.bytesPerIteration().orElseThrow())
        .containsExactly(
            tuple("node0 nic0 out", 10.0),
            tuple("node0 nic0 in", 10.0),
            tuple("node1 nic0 out", 10.0),
            tuple("node1 nic0 in", 10.0));
  }

  @Test
  void unknownSizesAreNoBytes() {
    Topology topology = new LinkPerPair(2, link(2, 1e9));
    LinkUse use =
        uses(Orders.oneAfterAnother(2, 3), topology, OptionalLong.empty(), Sharing.FIFO).get(0);
    assertThat(use.bytesPerIteration()).isEmpty();
    assertThat(use.utilisation()).isEmpty();
    assertThat(use.busyShare()).isEqualTo(2 / 10.0);
  }

  private static LinkUse use(String link, double bytes, double utilisation, double busy) {
    return new LinkUse(link, OptionalDouble.of(bytes), OptionalDouble.of(utilisation), busy);
  }

  private static List<LinkUse> uses(
      Schedule schedule, Topology topology, OptionalLong boundary, Sharing sharing) {
    Timeline timeline = simulate(schedule, topology, boundary, sharing);
    Cluster cluster = Cluster.equal(2, topology, OptionalLong.empty());
    return LinkUse.of(
        timeline, new SteadyState(timeline, 1, 2), cluster, costs(2, boundary, cluster));
  }

  private static Timeline simulate(
      Schedule schedule, Topology topology, OptionalLong boundary, Sharing sharing) {
    Cluster cluster = Cluster.equal(2, topology, OptionalLong.empty());
    return Simulation.run(schedule, costs(2, boundary, cluster), cluster, sharing);
  }

  private static CostModel costs(int stages, OptionalLong boundary, Cluster cluster) {
    OptionalLong none = OptionalLong.empty();
    Stage stage = new Stage(1, 1, 1, 0, 0, new Stage.Memory(none, none, boundary, none));
    return new ProfiledCosts(Collections.nCopies(stages, stage), cluster);
  }

  private static Link link(long latencyNanos, double bandwidthBytesPerSecond) {
    return new Link(latencyNanos, OptionalDouble.of(bandwidthBytesPerSecond));
  }
}
