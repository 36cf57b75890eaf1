package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cluster.SwitchTrees;
import dev.lockstep.core.cluster.Topology;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.testing.Timetable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import nl.tudelft.simulation.dsol.eventlists.EventListPriorityQueue;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever ends at the same instant: in which order the events of that instant come makes no
 * difference.
 */
final class T05_OrderOfEventsTest {

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void makesNoDifference(Dispatch dispatch) {
    for (long seed = 0; seed < 500; seed++) {
      Schedule schedule = RandomProgram.of(seed, 12, 16).lowered(dispatch);
      long[] durations = RandomDurations.of(schedule, seed);
      EventLoop shuffled = EventLoop.create();
      shuffled.setEventList(new ShuffledTies(seed));
      assertThat(
              Timetable.of(
                  new Run(schedule, (task, start) -> durations[task], shuffled).toTheEnd()))
          .as("seed %d", seed)
          .isEqualTo(Timetable.of(Simulation.run(schedule, durations)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Sharing.class,
      names = {"FIFO", "FAIR_SHARE"})
  void orWhereLinksAreShared(Sharing sharing) {
    for (long seed = 0; seed < 500; seed++) {
      Dispatch dispatch = Dispatch.values()[(int) (seed % 3)];
      Schedule schedule = RandomProgram.of(seed, 12, 16).lowered(dispatch);
      long[] durations = RandomDurations.of(schedule, seed);
      long[] sizes = durations.clone();
      Topology bus = oneBus(schedule.deviceCount());
      Cluster cluster = Cluster.equal(schedule.deviceCount(), bus, OptionalLong.empty());
      EventLoop shuffled = EventLoop.create();
      shuffled.setEventList(new ShuffledTies(seed));
      Carrier network = new NetworkCarrier(schedule, durations, sizes, cluster, sharing, shuffled);
      assertThat(
              Timetable.of(
                  new Run(schedule, (task, start) -> durations[task], shuffled, network)
                      .toTheEnd()))
          .as("seed %d", seed)
          .isEqualTo(Timetable.of(Simulation.run(schedule, durations, sizes, cluster, sharing)));
    }
  }

  /** All transfers take the same link, at a byte a nanosecond. */
  private static Topology oneBus(int devices) {
    SwitchTrees.Builder builder = SwitchTrees.of(devices);
    SwitchTrees.Tree tree = builder.tree();
    int bus = tree.addSwitch();
    int link = builder.link("bus", new Link(0, OptionalDouble.of(1e9)));
    for (int device = 0; device < devices; device++) {
      tree.connect(device, bus, link, SwitchTrees.NO_LINK);
    }
    return builder.build();
  }

  /** Of the events with the same time and priority, gives any. */
  private static final class ShuffledTies extends EventListPriorityQueue<Long> {

    private final Random random;

    ShuffledTies(long seed) {
      random = new Random(seed);
    }

    @Override
    public synchronized SimEventInterface<Long> removeFirst() {
      List<SimEventInterface<Long>> ties = new ArrayList<>(List.of(super.removeFirst()));
      while (!isEmpty() && isTie(ties.get(0), first())) {
        ties.add(super.removeFirst());
      }
      SimEventInterface<Long> chosen = ties.remove(random.nextInt(ties.size()));
      ties.forEach(this::add);
      return chosen;
    }

    private static boolean isTie(SimEventInterface<Long> a, SimEventInterface<Long> b) {
      return a.getAbsoluteExecutionTime().equals(b.getAbsoluteExecutionTime())
          && a.getPriority() == b.getPriority();
    }
  }
}
