package dev.lockstep.numerics.threads.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Where threads wait for the next network; closed, they all leave. */
final class Stations {

  private final List<BlockingQueue<Optional<PassedRun>>> queues = new ArrayList<>();

  Stations(int threads) {
    for (int thread = 0; thread < threads; thread++) {
      queues.add(new LinkedBlockingQueue<>());
    }
  }

  void send(PassedRun run, int thread) {
    queues.get(thread).add(Optional.of(run));
  }

  /** The next network of a thread; empty once these are closed. */
  Optional<PassedRun> next(int thread) throws InterruptedException {
    return queues.get(thread).take();
  }

  /** Sends all threads home, before whatever else waits for them. */
  void close() {
    for (BlockingQueue<Optional<PassedRun>> queue : queues) {
      queue.clear();
      queue.add(Optional.empty());
    }
  }
}
