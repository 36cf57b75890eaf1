package dev.lockstep.gui.model.learning;

import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.gui.model.learning.TrainingRequest.Prepared;
import dev.lockstep.scenarios.format.training.TrainingPace;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Training that is carried out by one thread, while others watch or cancel. */
public final class TrainingWatch {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String WITHOUT_LIBRARY =
      "This program was packed without the library that computes. Start the viewer as"
          + " ./lockstep view, or train with ./lockstep train FILE --format json --out runs.json"
          + " and open that.";

  private final TrainingRequest request;
  private final LongSupplier clockNanos;
  private final AtomicInteger done = new AtomicInteger();
  private final Map<String, TreeMap<Long, List<Look>>> looks = new ConcurrentHashMap<>();
  private volatile Optional<Prepared> prepared = Optional.empty();
  private volatile long startNanos;
  private volatile boolean cancelled;

  /**
   * Training that has not begun.
   *
   * @param clockNanos the time
   */
  public TrainingWatch(TrainingRequest request, LongSupplier clockNanos) {
    this.request = request;
    this.clockNanos = clockNanos;
  }

  /** What was asked for. */
  public TrainingRequest request() {
    return request;
  }

  /**
   * Carries it out.
   *
   * @throws CancellationException if someone cancelled it
   * @throws UncheckedIOException if this program was packed without the library that computes
   * @throws RuntimeException whatever {@link TrainingRequest#prepare()} throws
   */
  public Learned run() {
    try {
      return learned();
    } catch (NoClassDefFoundError e) {
      throw new UncheckedIOException(new IOException(WITHOUT_LIBRARY, e));
    }
  }

  private Learned learned() {
    Prepared ready = request.prepare();
    startNanos = clockNanos.getAsLong();
    prepared = Optional.of(ready);
    List<TrainingResult> results = ready.runs().run(this::step, this::look);
    return new Learned(
        request.name(),
        Optional.empty(),
        results.stream().map(LearnedRun::of).toList(),
        ready.refused());
  }

  private void step() {
    if (cancelled) {
      throw new CancellationException();
    }
    done.incrementAndGet();
  }

  private void look(String strategy, long seed, Look look) {
    TreeMap<Long, List<Look>> ofSeeds = looks.computeIfAbsent(strategy, name -> new TreeMap<>());
    synchronized (ofSeeds) {
      ofSeeds.computeIfAbsent(seed, number -> new ArrayList<>()).add(look);
    }
  }

  /** Lets it end after the mini-batches that are being learned from. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether it was cancelled. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** How far it is; nothing before the first mini-batch is over. */
  public Optional<TrainingPace> pace() {
    int now = done.get();
    double seconds = (clockNanos.getAsLong() - startNanos) / NANOS_PER_SECOND;
    return now == 0
        ? Optional.empty()
        : prepared.map(ready -> new TrainingPace(now, ready.runs().iterations(), seconds));
  }

  /** What has been learned so far; nothing before it begins. */
  public Optional<Learned> soFar() {
    return prepared.map(
        ready ->
            new Learned(
                request.name(),
                Optional.empty(),
                ready.names().stream().map(name -> run(name, ready)).toList(),
                ready.refused()));
  }

  private LearnedRun run(String name, Prepared ready) {
    TreeMap<Long, List<Look>> ofSeeds = looks.getOrDefault(name, new TreeMap<>());
    List<OfSeed> seeds = new ArrayList<>();
    synchronized (ofSeeds) {
      ofSeeds.forEach((seed, list) -> seeds.add(new OfSeed(seed, list)));
    }
    return new LearnedRun(name, seeds, ready.target(), Optional.empty());
  }
}
