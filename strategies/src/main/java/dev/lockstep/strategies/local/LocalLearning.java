package dev.lockstep.strategies.local;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * Greedy local learning: every stage but the last has an auxiliary head and learns from that head's
 * loss alone; only activations travel (Belilovsky, Eickenberg, Oyallon, "Decoupled greedy learning
 * of CNNs", ICML 2020; the "greedy" method of Laskin et al., 2020). The last stage ends in the true
 * loss and has no head.
 *
 * <p>A stage sees the micro-batches in order with its own weights after the mini-batches before,
 * whatever the others do: the weights are those of training the stages one after another.
 *
 * <pre>
 * 3 stages, 4 micro-batches of one mini-batch each; forward, head (A) 1, backward 2
 * device 0  F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3  .
 * device 1   . F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3
 * device 2   .  . F0 B0 B0  . F1 B1 B1  . F2 B2 B2  . F3 B3 B3
 * </pre>
 *
 * <p>Stages run at their own pace, but a stage that is {@code queueCapacity} mini-batches ahead of
 * the next one waits: the queue between them is full.
 *
 * <p>A device may hold several stages behind one another, which then take turns: forward, head and
 * backward of one before the forward of the next, so that only one of them holds activations. On a
 * single device that is how InfoPro trains (Wang et al., ICLR 2021), and saves its memory.
 *
 * <pre>
 * 1 device with 3 stages, stage and micro-batch of each task; all stages are updated at the end
 * device 0  0F0 0A0 0B0 0B0 1F0 1A0 1B0 1B0 2F0 2B0 2B0
 * </pre>
 *
 * <p>Promises: every gradient is of the weights it is applied to; one weight version; one
 * micro-batch in flight.
 *
 * @param queueCapacity mini-batches whose activations may wait for the next device
 * @param stagesPerDevice stages that take turns on each device
 */
public record LocalLearning(int queueCapacity, int stagesPerDevice) implements Strategy {

  /** Refuses queues that hold nothing, and devices without a stage. */
  public LocalLearning {
    BoundedQueue.requireCapacity("local", queueCapacity);
    if (stagesPerDevice < 1) {
      throw new ScheduleException(
          "local with %d stages a device; it needs at least 1".formatted(stagesPerDevice));
    }
  }

  /** One stage a device. */
  public LocalLearning(int queueCapacity) {
    this(queueCapacity, 1);
  }

  /** Queues of two mini-batches. */
  public LocalLearning() {
    this(BoundedQueue.DEFAULT_CAPACITY);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = stages(workload);
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    BoundedQueue queue = new BoundedQueue(queueCapacity, workload);
    for (int device = 0; device < workload.devices(); device++) {
      LaneBuilder lane = schedule.device(device);
      int first = device * stagesPerDevice;
      for (int microBatch = 0; microBatch < workload.totalMicroBatches(); microBatch++) {
        for (int stage = first; stage < first + stagesPerDevice; stage++) {
          append(lane, stage, microBatch, stages, queue);
        }
        for (int stage = first; stage < first + stagesPerDevice; stage++) {
          if ((microBatch + 1) % workload.microBatches() == 0) {
            lane.update(stage);
          }
        }
      }
    }
    return schedule.build();
  }

  private void append(LaneBuilder lane, int stage, int microBatch, int stages, BoundedQueue queue) {
    lane.forward(stage, microBatch);
    if (stage % stagesPerDevice == 0) {
      queue.taken(lane, stage, microBatch);
    }
    boolean isLastOnDevice = (stage + 1) % stagesPerDevice == 0;
    if (isLastOnDevice && stage < stages - 1) {
      queue.waitForRoom(lane, microBatch, stage + 1);
    }
    if (hasAuxiliaryHead(stage, stages)) {
      lane.auxiliary(stage, microBatch).localBackward(stage, microBatch);
    } else {
      lane.backward(stage, microBatch);
    }
  }

  private int stages(Workload workload) {
    return Math.multiplyExact(workload.devices(), stagesPerDevice);
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(stages(workload), Collections.nCopies(workload.devices(), 1));
  }
}
