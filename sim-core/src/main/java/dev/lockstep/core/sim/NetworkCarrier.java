package dev.lockstep.core.sim;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.network.Clock;
import dev.lockstep.core.sim.network.FairShareNetwork;
import dev.lockstep.core.sim.network.FifoNetwork;
import dev.lockstep.core.sim.network.Network;
import dev.lockstep.core.sim.network.Transfer;

/** Hands the transfers of a run to a network. */
final class NetworkCarrier implements Carrier {

  private final Schedule schedule;
  private final long[] durationNanos;
  private final long[] sizeBytes;
  private final Cluster cluster;
  private final boolean needsSizes;
  private final Network network;

  /**
   * A network of the cluster's links.
   *
   * @throws IllegalArgumentException if the cluster has no links that could be shared
   */
  NetworkCarrier(
      Schedule schedule,
      long[] durationNanos,
      long[] sizeBytes,
      Cluster cluster,
      Sharing sharing,
      EventLoop events) {
    this.schedule = schedule;
    this.durationNanos = durationNanos;
    this.sizeBytes = sizeBytes;
    this.cluster = cluster;
    this.needsSizes = sharing == Sharing.FAIR_SHARE;
    if (cluster.topology().isPrivate()) {
      throw new IllegalArgumentException(
          "%s on a cluster of private links. Maybe describe its topology, or use PRIVATE."
              .formatted(sharing));
    }
    Clock clock = clock(events);
    this.network =
        sharing == Sharing.FIFO
            ? new FifoNetwork(cluster.topology().links().size(), clock)
            : new FairShareNetwork(bandwidths(cluster), clock);
  }

  @Override
  public boolean carries(int task) {
    return schedule.operation(task) == Operation.TRANSFER;
  }

  @Override
  public void carry(int task, Runnable arrived) {
    Lane lane = schedule.lanes().get(schedule.laneOf(task));
    int[] links = cluster.links(lane.device(), lane.peer());
    long latency =
        Math.min(durationNanos[task], cluster.route(lane.device(), lane.peer()).latencyNanos());
    if (needsSizes && sizeBytes[task] == 0 && durationNanos[task] > latency) {
      throw new IllegalArgumentException(
          "%s on lane %s takes %d ns over links of latency %d ns, but its size is unknown."
                  .formatted(schedule.task(task), lane.name(), durationNanos[task], latency)
              + " Maybe give the bytes of stage boundaries.");
    }
    network.send(new Transfer(task, links, latency, durationNanos[task], sizeBytes[task], arrived));
  }

  private static double[] bandwidths(Cluster cluster) {
    return cluster.topology().links().stream()
        .mapToDouble(
            named -> named.link().bandwidthBytesPerSecond().orElse(Double.POSITIVE_INFINITY))
        .toArray();
  }

  private static Clock clock(EventLoop events) {
    return new Clock() {
      @Override
      public long nowNanos() {
        return events.nowNanos();
      }

      @Override
      public void at(long timeNanos, Runnable event) {
        events.at(timeNanos, event::run);
      }

      @Override
      public void lastOfAllNow(Runnable event) {
        events.lastOfAllNow(event::run);
      }
    };
  }
}
