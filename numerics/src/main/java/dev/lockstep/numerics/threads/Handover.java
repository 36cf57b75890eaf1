package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the threads of a run share: which tasks are ready, when each began and ended, and whether
 * one failed. Times of a task are written by the thread that carries it out, before others hear of
 * it.
 */
final class Handover {

  /** Comes out of a queue when there is nothing more to do: no number of a task. */
  static final int STOP = -1;

  private final Schedule schedule;
  private final IntConsumer work;
  private final Dependants dependants;
  private final List<BlockingQueue<Integer>> ready;
  private final long[] startNanos;
  private final long[] endNanos;
  private final long[] processorNanos;
  private final AtomicReference<LaneException> failure = new AtomicReference<>();
  private volatile boolean stopped;
  private long beginNanos;

  Handover(Schedule schedule, IntConsumer work) {
    this.schedule = schedule;
    this.work = work;
    this.dependants = new Dependants(schedule);
    int tasks = schedule.taskCount();
    this.startNanos = new long[tasks];
    this.endNanos = new long[tasks];
    this.processorNanos = new long[tasks];
    // Room for each task of the lane and for STOP: adding never waits, so nothing can hang on it.
    this.ready =
        IntStream.range(0, schedule.deviceCount())
            .<BlockingQueue<Integer>>mapToObj(lane -> new ArrayBlockingQueue<>(taskCount(lane) + 1))
            .toList();
  }

  Schedule schedule() {
    return schedule;
  }

  int taskCount(int lane) {
    return schedule.laneEnd(lane) - schedule.laneStart(lane);
  }

  BlockingQueue<Integer> queue(int lane) {
    return ready.get(lane);
  }

  /** Time begins; the first tasks are ready. */
  void begin() {
    beginNanos = System.nanoTime();
    Deque<Integer> moves = new ArrayDeque<>();
    dependants.forFirst(task -> hand(task, moves));
    carryOut(moves);
  }

  long nanos() {
    return System.nanoTime() - beginNanos;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Carries out a task of a compute lane, hands on what it leads to, and measures it. */
  void carryOut(int task) {
    measure(task);
    Deque<Integer> moves = new ArrayDeque<>();
    dependants.done(task, next -> hand(next, moves));
    carryOut(moves);
  }

  private void measure(int task) {
    long processor = ThreadTime.nanos();
    startNanos[task] = nanos();
    try {
      work.accept(task);
    } catch (RuntimeException | Error e) {
      fail(schedule.laneOf(task), "in task " + schedule.task(task), e);
    }
    endNanos[task] = nanos();
    processorNanos[task] = ThreadTime.nanos() - processor;
  }

  private void hand(int task, Deque<Integer> moves) {
    int lane = schedule.laneOf(task);
    if (lane < schedule.deviceCount()) {
      ready.get(lane).add(task);
    } else {
      moves.add(task);
    }
  }

  /** What is no computing, and what follows it. */
  private void carryOut(Deque<Integer> moves) {
    while (!moves.isEmpty() && !stopped) {
      int task = moves.remove();
      measure(task);
      dependants.done(task, next -> hand(next, moves));
    }
  }

  /**
   * A lane that waited since a moment has got a task: what was handed over meanwhile arrives now.
   */
  void awake(int task, long waitedSinceNanos) {
    long now = nanos();
    for (int i = 0; i < schedule.predecessorCount(task); i++) {
      int move = schedule.predecessor(task, i);
      boolean isMove = schedule.laneOf(move) >= schedule.deviceCount();
      if (isMove && startNanos[move] >= waitedSinceNanos) {
        endNanos[move] = now;
      }
    }
  }

  /** Remembers the first failure, and stops all lanes. */
  void fail(int lane, String where, Throwable cause) {
    String name = schedule.lanes().get(lane).name();
    failure.compareAndSet(null, new LaneException(name, where, cause));
    stop();
  }

  /** All lanes stop after the task that they are at. */
  void stop() {
    stopped = true;
    ready.forEach(queue -> queue.offer(STOP));
  }

  Optional<LaneException> failure() {
    return Optional.ofNullable(failure.get());
  }

  MeasuredRun measured() {
    InOrderLinks.straighten(schedule, startNanos, endNanos);
    return new MeasuredRun(new Timeline(schedule, startNanos, endNanos), processorNanos);
  }
}
