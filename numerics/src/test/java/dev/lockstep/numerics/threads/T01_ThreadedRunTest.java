package dev.lockstep.numerics.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.bidirectional.Chimera;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schedule on threads: a thread a device, each task after those it waits for. */
@Timeout(60)
class T01_ThreadedRunTest {

  private static final Schedule GPIPE =
      TransferLowering.lower(new GPipe().plan(new Workload(2, 4, 3)), Dispatch.IN_ORDER);

  static Stream<Schedule> schedules() {
    Schedule interlocking = new Interlocking(1).plan(new Workload(3, 4, 3));
    return Stream.of(
        GPIPE,
        TransferLowering.lower(GPIPE),
        new GPipe().plan(new Workload(2, 4, 3)),
        interlocking,
        TransferLowering.lower(interlocking, Dispatch.IN_ORDER),
        TransferLowering.lower(new OneForwardOneBackward().plan(new Workload(4, 8, 2))));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void every_task_is_carried_out_once_after_its_predecessors(Schedule schedule) {
    ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
    MeasuredRun run = ThreadedRun.of(schedule, order::add);

    assertThat(order).hasSize(schedule.taskCount()).doesNotHaveDuplicates();
    Timeline timeline = run.timeline();
    for (int task = 0; task < schedule.taskCount(); task++) {
      assertThat(timeline.endNanos(task)).isGreaterThanOrEqualTo(timeline.startNanos(task));
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        assertThat(timeline.startNanos(task))
            .as("%s after its predecessors", schedule.task(task))
            .isGreaterThanOrEqualTo(timeline.endNanos(schedule.predecessor(task, i)));
      }
    }
  }

  @Test
  void each_device_has_a_thread_of_its_own_named_after_its_lane() {
    ConcurrentHashMap<Integer, String> threads = new ConcurrentHashMap<>();
    ThreadedRun.of(GPIPE, task -> threads.put(task, Thread.currentThread().getName()));

    for (int device = 0; device < 2; device++) {
      Lane lane = GPIPE.lanes().get(device);
      assertThat(IntStream.range(GPIPE.laneStart(device), GPIPE.laneEnd(device)).boxed())
          .extracting(threads::get)
          .containsOnly(lane.name());
    }
  }

  @Test
  void devices_work_at_the_same_time() {
    // Each device's first forward of the second iteration waits until the other is at work, too:
    // with one thread for both this would never end.
    Schedule apart = new Interlocking(0).plan(new Workload(2, 1, 4));
    CountDownLatch bothAtWork = new CountDownLatch(2);
    ThreadedRun.of(
        apart,
        task -> {
          boolean first = apart.stage(task) == 1 && apart.microBatch(task) == 0;
          boolean second = apart.stage(task) == 0 && apart.microBatch(task) == 1;
          if (apart.operation(task) == Operation.FORWARD && (first || second)) {
            bothAtWork.countDown();
            await(bothAtWork);
          }
        });
    assertThat(bothAtWork.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_task_that_fails_stops_all_lanes_and_is_named() {
    int third = GPIPE.laneStart(1) + 2;
    assertThatThrownBy(
            () ->
                ThreadedRun.of(
                    GPIPE,
                    task -> {
                      if (task == third) {
                        throw new IllegalStateException("no such weights");
                      }
                    }))
        .isInstanceOf(LaneException.class)
        .hasMessage(
            "lane device1 failed in task 1F2: java.lang.IllegalStateException: no such weights")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void who_is_interrupted_while_waiting_stops_all_lanes() {
    Thread waiting = Thread.currentThread();
    AtomicBoolean done = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                ThreadedRun.of(
                    GPIPE,
                    task -> {
                      if (task == 1) {
                        waiting.interrupt();
                        // Longer than the interrupted thread needs to notice.
                        LockSupport.parkNanos(200_000_000);
                      }
                      done.set(task == GPIPE.taskCount() - 1);
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).isFalse();
  }

  @Test
  void a_transfer_lasts_until_the_waiting_receiver_is_awake() {
    MeasuredRun run = ThreadedRun.of(GPIPE, task -> LockSupport.parkNanos(1_000_000));
    Timeline timeline = run.timeline();
    int firstOfSecondDevice = GPIPE.laneStart(1);
    List<Integer> before =
        IntStream.range(0, GPIPE.predecessorCount(firstOfSecondDevice))
            .map(i -> GPIPE.predecessor(firstOfSecondDevice, i))
            .boxed()
            .toList();
    assertThat(before).hasSize(1);
    assertThat(GPIPE.operation(before.get(0))).isEqualTo(Operation.TRANSFER);
    assertThat(timeline.startNanos(before.get(0)))
        .isGreaterThanOrEqualTo(timeline.endNanos(GPIPE.laneStart(0)));
    assertThat(timeline.endNanos(before.get(0)))
        .isLessThanOrEqualTo(timeline.startNanos(firstOfSecondDevice));
  }

  @Test
  void a_stage_on_two_devices_is_refused() {
    Schedule chimera = new Chimera(false).plan(Workload.of(2, 2));
    assertThatThrownBy(() -> ThreadedRun.of(chimera, task -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("both hold stage");
  }
}
