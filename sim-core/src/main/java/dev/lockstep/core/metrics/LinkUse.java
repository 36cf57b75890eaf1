package dev.lockstep.core.metrics;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.NamedLink;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the transfers of a steady state do to one link. Collectives take no links.
 *
 * @param link name of the link
 * @param bytesPerIteration bytes carried for an iteration, on average; empty if some size is
 *     unknown
 * @param utilisation these bytes over what the link could carry in the time of an iteration; empty
 *     if it has no bandwidth or some size is unknown
 * @param busyShare share of the time of the measured iterations in which some transfer that takes
 *     the link was under way, its latency and what it waited for its links included
 */
public record LinkUse(
    String link, OptionalDouble bytesPerIteration, OptionalDouble utilisation, double busyShare) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Each link of the cluster that some transfer takes, by id; none where links are private. */
  public static List<LinkUse> of(
      Timeline timeline, SteadyState steady, Cluster cluster, CostModel costs) {
    List<NamedLink> links = cluster.topology().links();
    List<Load> loads = links.stream().map(link -> new Load(link, steady)).toList();
    Schedule schedule = timeline.schedule();
    for (int index = 0; index < schedule.lanes().size() && !links.isEmpty(); index++) {
      Lane lane = schedule.lanes().get(index);
      if (lane.isLink()) {
        int[] route = cluster.links(lane.device(), lane.peer());
        for (int task = schedule.laneStart(index); task < schedule.laneEnd(index); task++) {
          if (schedule.operation(task) == Operation.TRANSFER) {
            for (int link : route) {
              loads.get(link).add(timeline, task, costs);
            }
          }
        }
      }
    }
    return loads.stream().filter(Load::isUsed).map(Load::use).toList();
  }

  /** What is known of one link so far. */
  private static final class Load {

    private record Busy(long fromNanos, long toNanos) {}

    private final NamedLink link;
    private final SteadyState steady;
    private final List<Busy> busy = new ArrayList<>();
    private double bytes;
    private boolean sizesKnown = true;

    Load(NamedLink link, SteadyState steady) {
      this.link = link;
      this.steady = steady;
    }

    void add(Timeline timeline, int task, CostModel costs) {
      Schedule schedule = timeline.schedule();
      busy.add(new Busy(timeline.startNanos(task), timeline.endNanos(task)));
      int value = schedule.read(task, 0);
      boolean carries = schedule.valueKind(value) != ValueKind.BARRIER; // a signal has no bytes
      if (carries && steady.isMeasured(task)) {
        OptionalLong size = costs.sizeBytes(schedule.valueKind(value), schedule.valueStage(value));
        sizesKnown &= size.isPresent();
        bytes += size.orElse(0);
      }
    }

    boolean isUsed() {
      return !busy.isEmpty();
    }

    LinkUse use() {
      double window = steady.windowNanos();
      OptionalDouble bandwidth = link.link().bandwidthBytesPerSecond();
      boolean known = sizesKnown && bandwidth.isPresent() && window > 0;
      return new LinkUse(
          link.name(),
          sizesKnown ? OptionalDouble.of(bytes / steady.iterations()) : OptionalDouble.empty(),
          known
              ? OptionalDouble.of(bytes / bandwidth.getAsDouble() * NANOS_PER_SECOND / window)
              : OptionalDouble.empty(),
          window == 0 ? 0 : busyNanos() / window);
    }

    /** Of overlapping transfers the time counts once, and only inside the measured iterations. */
    private double busyNanos() {
      busy.sort(Comparator.comparingLong(Busy::fromNanos));
      long busyNanos = 0;
      long counted = steady.windowStartNanos();
      for (Busy span : busy) {
        long from = Math.max(counted, span.fromNanos);
        long to = Math.min(span.toNanos, steady.windowEndNanos());
        busyNanos += Math.max(0, to - from);
        counted = Math.max(counted, to);
      }
      return busyNanos;
    }
  }
}
