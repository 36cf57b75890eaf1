package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cluster.LinkPerPair;
import dev.lockstep.core.cluster.NodeTopology;
import dev.lockstep.core.cluster.Topology;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.CriticalPath;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules whose transfers share links. A forward takes 10; 1 GB/s is a byte a nanosecond. */
final class T06_SharedLinksTest {

  private static final Link NARROW = new Link(5, OptionalDouble.of(1e9));

  /** Two forwards of 10 send 20 bytes each; latency 5. */
  @Test
  void privateLinksOnlyDelay() {
    assertThat(twoMicroBatches(Sharing.PRIVATE))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[35,45) 1F1[45,55)
            device0->device1: 0T0[10,35) 0T1[20,45)
            """);
  }

  /** The second waits from 20 to 35 for its turn. */
  @Test
  void fifoLinksMakeATransferWait() {
    assertThat(twoMicroBatches(Sharing.FIFO))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[35,45) 1F1[60,70)
            device0->device1: 0T0[10,35) 0T1[20,60)
            """);
  }

  /** Bytes of the first go alone from 15 to 25, then 10 bytes beside the second until 45. */
  @Test
  void fairLinksSlowBoth() {
    assertThat(twoMicroBatches(Sharing.FAIR_SHARE))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[45,55) 1F1[55,65)
            device0->device1: 0T0[10,45) 0T1[20,55)
            """);
  }

  /** What a transfer waits for its links is part of its span, so that the chain has no gap. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FIFO       | 0F0 0F1 0T1 1F1
          FAIR_SHARE | 0F0 0T0 1F0 1F1
          """)
  void theCriticalPathGoesThroughTheNetwork(Sharing sharing, String path) {
    Timeline timeline = simulate(twoStages(), 20, new LinkPerPair(2, NARROW), sharing);
    assertThat(String.join(" ", CriticalPath.of(timeline).stream().map(Object::toString).toList()))
        .isEqualTo(path);
  }

  /**
   * Eight devices of a node send 100 bytes each to those of another node, at once. With a NIC each
   * all are through after 2 x 3 + 100; with one NIC for all eight after 2 x 3 + 8 x 100.
   */
  @ParameterizedTest
  @CsvSource({"1, 106", "2, 206", "4, 406", "8, 806"})
  void eightDevicesOnSharedNics(int devicesPerNic, long fair) {
    Timeline timeline = eightPairs(devicesPerNic, Sharing.FAIR_SHARE);
    for (int task = 0; task < timeline.schedule().taskCount(); task++) {
      if (timeline.schedule().operation(task) == Operation.TRANSFER) {
        assertThat(timeline.startNanos(task)).isEqualTo(10);
        assertThat(timeline.endNanos(task)).isEqualTo(10 + fair);
      }
    }
  }

  /** In turns a transfer has the NIC for 106, latency included. */
  @ParameterizedTest
  @CsvSource({"1, 106", "2, 212", "4, 424", "8, 848"})
  void eightDevicesInTurns(int devicesPerNic, long last) {
    Timeline timeline = eightPairs(devicesPerNic, Sharing.FIFO);
    assertThat(timeline.endNanos()).isEqualTo(10 + last + 10);
  }

  /** Where no two transfers meet on a link, sharing changes nothing, whatever the schedule. */
  @ParameterizedTest
  @EnumSource(Sharing.class)
  void whatIsNotSharedTakesAsLongAsInTheReplay(Sharing sharing) {
    for (long seed = 0; seed < 1_000; seed++) {
      Schedule planned = RandomProgram.of(seed, 12, 32).build(Dispatch.IN_ORDER);
      Schedule lowered = TransferLowering.lower(planned, Dispatch.IN_ORDER);
      Schedule schedule = CollectiveLowering.lower(lowered, stage -> stage % 3 == 0);
      Random random = new Random(seed);
      double bandwidth = 1e6 * (1 + random.nextInt(10_000));
      Link link = new Link(random.nextInt(3) * 7L, OptionalDouble.of(bandwidth));
      Topology topology = new LinkPerPair(schedule.deviceCount(), link);
      long[] durations = RandomDurations.of(schedule, seed);
      long[] sizes = new long[durations.length];
      for (int task = 0; task < sizes.length; task++) {
        if (schedule.operation(task) == Operation.TRANSFER) {
          sizes[task] = random.nextInt(4) * (long) random.nextInt(1 << 20);
          durations[task] = link.transferNanos(sizes[task]);
        }
      }
      Cluster cluster = Cluster.equal(schedule.deviceCount(), topology, OptionalLong.empty());
      assertThat(Timetable.of(Simulation.run(schedule, durations, sizes, cluster, sharing)))
          .as("seed %d", seed)
          .isEqualTo(Timetable.of(Replay.run(schedule, durations)));
    }
  }

  /** No schedule gets stuck, and none gets faster than the replay of its order. */
  @ParameterizedTest
  @EnumSource(
      value = Sharing.class,
      names = {"FIFO", "FAIR_SHARE"})
  void sharedLinksOnlyEverDelay(Sharing sharing) {
    for (long seed = 0; seed < 300; seed++) {
      Schedule schedule = RandomProgram.of(seed, 12, 32).lowered(Dispatch.IN_ORDER);
      Topology nodes = NodeTopology.of(schedule.deviceCount(), 1).withNics(1, NARROW).build();
      Cluster cluster = Cluster.equal(schedule.deviceCount(), nodes, OptionalLong.empty());
      long[] durations = RandomDurations.of(schedule, seed);
      long[] sizes = new long[durations.length];
      for (int task = 0; task < sizes.length; task++) {
        if (schedule.operation(task) == Operation.TRANSFER) {
          sizes[task] = durations[task];
          durations[task] = 2 * NARROW.latencyNanos() + sizes[task];
        }
      }
      Timeline shared = Simulation.run(schedule, durations, sizes, cluster, sharing);
      Timeline alone = Replay.run(schedule, durations);
      for (int task = 0; task < schedule.taskCount(); task++) {
        assertThat(shared.endNanos(task)).isGreaterThanOrEqualTo(alone.endNanos(task));
      }
    }
  }

  @Test
  void privateLinksCannotBeShared() {
    Cluster cluster = Cluster.ideal(2, NARROW, OptionalLong.empty());
    assertThatThrownBy(
            () -> Simulation.run(twoStages(), new UnitCosts(10, 25), cluster, Sharing.FIFO))
        .hasMessage(
            "FIFO on a cluster of private links. Maybe describe its topology, or use PRIVATE.");
  }

  @Test
  void fairSharesNeedSizes() {
    Cluster cluster = Cluster.equal(2, new LinkPerPair(2, NARROW), OptionalLong.empty());
    CostModel sizeless = new UnitCosts(10, 25);
    assertThatThrownBy(() -> Simulation.run(twoStages(), sizeless, cluster, Sharing.FAIR_SHARE))
        .hasMessage(
            "0T0 on lane device0->device1 takes 25 ns over links of latency 5 ns, but its size is"
                + " unknown. Maybe give the bytes of stage boundaries.");
    assertThat(Simulation.run(twoStages(), sizeless, cluster, Sharing.FIFO).makespanNanos())
        .as("turns need none")
        .isEqualTo(70);
  }

  private static String twoMicroBatches(Sharing sharing) {
    return Timetable.of(simulate(twoStages(), 20, new LinkPerPair(2, NARROW), sharing));
  }

  private static Schedule twoStages() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 2);
    builder.device(0).forward(0, 0).forward(0, 1);
    builder.device(1).forward(1, 0).forward(1, 1);
    return TransferLowering.lower(builder.build());
  }

  /** Stage s on device s, for the lower eight; stage s + 8 on device s + 8 reads its output. */
  private static Timeline eightPairs(int devicesPerNic, Sharing sharing) {
    ScheduleBuilder builder = new ScheduleBuilder(16, 1);
    for (int device = 0; device < 8; device++) {
      builder.device(device).forwardFrom(device, 0, new int[0]);
    }
    for (int device = 8; device < 16; device++) {
      builder.device(device).forwardFrom(device, 0, new int[] {device - 8});
    }
    Topology topology =
        NodeTopology.of(16, 8)
            .withPorts(new Link(1, OptionalDouble.of(1e12)))
            .withNics(devicesPerNic, new Link(3, OptionalDouble.of(1e9)))
            .build();
    return simulate(TransferLowering.lower(builder.build()), 100, topology, sharing);
  }

  private static Timeline simulate(
      Schedule schedule, long bytes, Topology topology, Sharing sharing) {
    OptionalLong none = OptionalLong.empty();
    Stage.Memory memory = new Stage.Memory(none, none, OptionalLong.of(bytes), none);
    Stage stage = new Stage(10, 10, 10, 0, 0, memory);
    Cluster cluster = Cluster.equal(schedule.deviceCount(), topology, none);
    CostModel costs = new ProfiledCosts(Collections.nCopies(schedule.stageCount(), stage), cluster);
    return Simulation.run(schedule, costs, cluster, sharing);
  }
}
