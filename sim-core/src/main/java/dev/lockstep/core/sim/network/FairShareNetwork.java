package dev.lockstep.core.sim.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All transfers at once, each at its max-min fair rate: first its latency, which takes nothing from
 * others, then its bytes as a fluid. Rates change whenever the bytes of a transfer begin or end,
 * and only for the transfers that share links with it, directly or through others. A transfer is
 * never faster than alone, and takes exactly as long where it shares nothing.
 *
 * <p>All that begins or ends at an instant changes the rates once, when the instant is over.
 */
public final class FairShareNetwork implements Network {

  private static final long NEVER = Long.MAX_VALUE;

  private final Clock clock;
  private final double[] bandwidth;
  private final MaxMin maxMin;
  private final List<List<Flow>> flowsOn;
  private final TreeSet<Flow> byEnd =
      new TreeSet<>(Comparator.<Flow>comparingLong(f -> f.endNanos).thenComparingInt(Flow::id));
  private final BitSet changedLinks = new BitSet();
  private final int[] linkSeenIn;
  private int round;
  private long wakeNanos = NEVER;

  /**
   * A network without transfers.
   *
   * @param bandwidthBytesPerSecond by link; infinite where a link only delays
   */
  public FairShareNetwork(double[] bandwidthBytesPerSecond, Clock clock) {
    this.clock = clock;
    this.bandwidth = bandwidthBytesPerSecond.clone();
    this.maxMin = new MaxMin(bandwidth);
    this.flowsOn =
        Stream.generate(() -> (List<Flow>) new ArrayList<Flow>()).limit(bandwidth.length).toList();
    this.linkSeenIn = new int[bandwidth.length];
  }

  @Override
  public void send(Transfer transfer) {
    int[] links =
        Arrays.stream(transfer.links()).filter(l -> Double.isFinite(bandwidth[l])).toArray();
    if (transfer.sizeBytes() == 0 || links.length == 0) {
      clock.at(Clock.after(clock.nowNanos(), transfer.aloneNanos()), transfer.arrived());
    } else {
      clock.at(
          Clock.after(clock.nowNanos(), transfer.latencyNanos()), () -> begin(transfer, links));
    }
  }

  private void begin(Transfer transfer, int[] links) {
    Flow flow = new Flow(transfer, links, clock.nowNanos());
    for (int link : links) {
      flowsOn.get(link).add(flow);
    }
    changed(flow);
  }

  /** Ends what has come to its end. */
  private void wake() {
    if (wakeNanos != clock.nowNanos()) {
      return; // rates have changed since that time was set
    }
    wakeNanos = NEVER;
    while (!byEnd.isEmpty() && byEnd.first().endNanos <= clock.nowNanos()) {
      Flow flow = byEnd.pollFirst();
      for (int link : flow.links) {
        flowsOn.get(link).remove(flow);
      }
      changed(flow);
      flow.transfer.arrived().run();
    }
    setWake();
  }

  private void changed(Flow flow) {
    if (changedLinks.isEmpty()) {
      clock.lastOfAllNow(this::shareAnew);
    }
    for (int link : flow.links) {
      changedLinks.set(link);
    }
  }

  private void shareAnew() {
    round++;
    for (int link = changedLinks.nextSetBit(0);
        link >= 0;
        link = changedLinks.nextSetBit(link + 1)) {
      List<Flow> flows = connectedWith(link);
      if (!flows.isEmpty()) {
        maxMin.share(flows);
        flows.forEach(this::adoptShare);
      }
    }
    changedLinks.clear();
    setWake();
  }

  private void adoptShare(Flow flow) {
    if (flow.adoptShare(clock.nowNanos())) {
      byEnd.remove(flow);
      flow.endNanos = Clock.after(clock.nowNanos(), flow.restNanos());
      byEnd.add(flow);
    }
  }

  /** Flows that share links with those on a link, directly or through others, by id. */
  private List<Flow> connectedWith(int first) {
    List<Flow> flows = new ArrayList<>();
    see(first, flows);
    for (int i = 0; i < flows.size(); i++) {
      for (int link : flows.get(i).links) {
        see(link, flows);
      }
    }
    flows.sort(Comparator.comparingInt(Flow::id));
    return flows;
  }

  private void see(int link, List<Flow> flows) {
    if (linkSeenIn[link] != round) {
      linkSeenIn[link] = round;
      for (Flow flow : flowsOn.get(link)) {
        if (flow.seenIn != round) {
          flow.seenIn = round;
          flows.add(flow);
        }
      }
    }
  }

  private void setWake() {
    if (!byEnd.isEmpty() && byEnd.first().endNanos < wakeNanos) {
      wakeNanos = byEnd.first().endNanos;
      clock.at(wakeNanos, this::wake);
    }
  }
}
