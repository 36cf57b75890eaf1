package dev.lockstep.core.sim.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/** Some transfers on some links, and when they arrive. 1 byte a nanosecond is 1 GB a second. */
final class Trial {

  private final double[] bandwidthBytesPerSecond;
  private final List<Sent> sent = new ArrayList<>();

  /** A transfer, and when it is sent. */
  record Sent(long atNanos, long latencyNanos, long aloneNanos, long sizeBytes, int[] links) {}

  private Trial(double[] bandwidthBytesPerSecond) {
    this.bandwidthBytesPerSecond = bandwidthBytesPerSecond;
  }

  /** Links of such bandwidths. */
  static Trial links(double... bytesPerNano) {
    double[] bandwidth = bytesPerNano.clone();
    for (int link = 0; link < bandwidth.length; link++) {
      bandwidth[link] *= 1e9;
    }
    return new Trial(bandwidth);
  }

  /** A transfer without latency. */
  Trial send(long atNanos, long sizeBytes, int... links) {
    return sendLate(atNanos, 0, sizeBytes, links);
  }

  /** A transfer with latency, alone as fast as the narrowest of its links. */
  Trial sendLate(long atNanos, long latencyNanos, long sizeBytes, int... links) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int link : links) {
      narrowest = Math.min(narrowest, bandwidthBytesPerSecond[link]);
    }
    long alone = latencyNanos + Math.round(sizeBytes / narrowest * 1e9);
    return sendSlow(atNanos, latencyNanos, alone, sizeBytes, links);
  }

  /** A transfer that takes so long alone. */
  Trial sendSlow(long atNanos, long latencyNanos, long aloneNanos, long sizeBytes, int... links) {
    sent.add(new Sent(atNanos, latencyNanos, aloneNanos, sizeBytes, links));
    return this;
  }

  double[] bandwidthBytesPerSecond() {
    return bandwidthBytesPerSecond;
  }

  List<Sent> sent() {
    return sent;
  }

  /** When each arrives on links that are shared fairly. */
  long[] fairShare() {
    return arrivals(clock -> new FairShareNetwork(bandwidthBytesPerSecond, clock));
  }

  /** When each arrives on links that carry one at a time. */
  long[] fifo() {
    return arrivals(clock -> new FifoNetwork(bandwidthBytesPerSecond.length, clock));
  }

  private long[] arrivals(Function<Clock, Network> made) {
    TestClock clock = new TestClock();
    Network network = made.apply(clock);
    long[] arrival = new long[sent.size()];
    for (int i = 0; i < arrival.length; i++) {
      int id = i;
      Sent s = sent.get(id);
      Runnable arrived = () -> arrival[id] = clock.nowNanos();
      Transfer transfer =
          new Transfer(id, s.links, s.latencyNanos, s.aloneNanos, s.sizeBytes, arrived);
      clock.at(s.atNanos, () -> network.send(transfer));
    }
    clock.runToTheEnd();
    return arrival;
  }

  /** A clock with a list of events, by time, then by when in the instant, then as they were set. */
  private static final class TestClock implements Clock {

    private record Event(long nanos, int when, int number, Runnable what) {}

    private final PriorityQueue<Event> events =
        new PriorityQueue<>(
            Comparator.comparingLong(Event::nanos)
                .thenComparingInt(Event::when)
                .thenComparingInt(Event::number));
    private long nowNanos;
    private int count;

    @Override
    public long nowNanos() {
      return nowNanos;
    }

    @Override
    public void at(long timeNanos, Runnable event) {
      if (timeNanos < nowNanos) {
        throw new IllegalArgumentException("%d is before %d".formatted(timeNanos, nowNanos));
      }
      events.add(new Event(timeNanos, 0, count++, event));
    }

    @Override
    public void lastOfAllNow(Runnable event) {
      events.add(new Event(nowNanos, 1, count++, event));
    }

    private void runToTheEnd() {
      while (!events.isEmpty()) {
        Event next = events.remove();
        nowNanos = next.nanos;
        next.what.run();
      }
    }
  }
}
