package dev.lockstep.core.sim.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One transfer at a time over a link, first come, first served.
 *
 * <p>A transfer begins as soon as, on each link of its route, every transfer that came before it
 * has ended, and then holds the whole route for as long as it takes alone, as a circuit would. It
 * takes all its links at once and waits holding none, and the order of arrival is the same on every
 * link, so no ring of transfers can wait for one another. A transfer also keeps its place on links
 * that are free while it waits for another one: nobody overtakes. Transfers that come at the same
 * instant queue by id. One that takes no time even alone passes at once.
 */
public final class FifoNetwork implements Network {

  private final Clock clock;
  private final long[] freeNanos;
  private List<Transfer> arrivals = new ArrayList<>();

  /** A network of so many links, all free. */
  public FifoNetwork(int links, Clock clock) {
    this.clock = clock;
    this.freeNanos = new long[links];
  }

  @Override
  public void send(Transfer transfer) {
    if (transfer.aloneNanos() == 0) {
      clock.at(clock.nowNanos(), transfer.arrived());
      return;
    }
    if (arrivals.isEmpty()) {
      clock.lastOfAllNow(this::queueArrivals);
    }
    arrivals.add(transfer);
  }

  /** All durations are known, so a place in the queues is a time to begin. */
  private void queueArrivals() {
    List<Transfer> queued = arrivals;
    arrivals = new ArrayList<>();
    queued.sort(Comparator.comparingInt(Transfer::id));
    for (Transfer transfer : queued) {
      long begin = clock.nowNanos();
      for (int link : transfer.links()) {
        begin = Math.max(begin, freeNanos[link]);
      }
      long end = Clock.after(begin, transfer.aloneNanos());
      for (int link : transfer.links()) {
        freeNanos[link] = end;
      }
      clock.at(end, transfer.arrived());
    }
  }
}
