package dev.lockstep.strategies.bidirectional;

import dev.lockstep.core.schedule.LaneBuilder;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One iteration of a device in DualPipe and DualPipeV, in the eight steps of the code that
 * DeepSeek-AI published ({@code deepseek-ai/DualPipe}).
 *
 * <p>The device has two stages, side 0 nearer to the input. With {@code i} devices between it and
 * its end of the pipeline and {@code o} between it and the middle:
 *
 * <pre>
 * 1  2 o       times  F0
 * 2  i + 1     times  F0 F1
 * 3  o         times  I1 W F1
 * 4  n - 2h + i + 1   times  F0 with B1, F1 with B0; in the middle the first F0 and B1 apart
 * 5  o         times  B1, F1 with B0
 * 6  i + 1     times  B1 B0, the second half of them without their weight gradients
 * 7  o         times  W I0
 * 8  i + 1     times  W
 * </pre>
 *
 * <p>{@code n} micro-batches pass each side, {@code h = i + o + 1}; {@code W} is the oldest weight
 * gradient left undone.
 */
final class DualPipeOrder {

  private final LaneBuilder lane;
  private final int[] stages;
  private final int[] nextForward;
  private final int[] nextBackward;
  private final Queue<int[]> undone = new ArrayDeque<>();

  private DualPipeOrder(LaneBuilder lane, int[] stages, int[] firstMicroBatches) {
    this.lane = lane;
    this.stages = stages;
    this.nextForward = firstMicroBatches.clone();
    this.nextBackward = firstMicroBatches.clone();
  }

  /**
   * Writes the iteration down.
   *
   * @param half devices from an end to the middle
   * @param inner of these, how many stand between this one and the end
   * @param microBatches that pass each side
   * @param firstMicroBatches the first one of each side
   */
  static void write(
      LaneBuilder lane, int half, int inner, int microBatches, int... firstMicroBatches) {
    int[] stages = {inner, 2 * half - 1 - inner};
    DualPipeOrder order = new DualPipeOrder(lane, stages, firstMicroBatches);
    int outer = half - inner - 1;
    order.fill(inner, outer);
    order.steady(microBatches - 2 * half + inner + 1, outer);
    order.drain(inner, outer);
  }

  private void fill(int inner, int outer) {
    for (int i = 0; i < 2 * outer; i++) {
      forward(0);
    }
    for (int i = 0; i <= inner; i++) {
      forward(0);
      forward(1);
    }
    for (int i = 0; i < outer; i++) {
      inputGradient(1);
      weightGradient();
      forward(1);
    }
  }

  private void steady(int rounds, int outer) {
    for (int i = 0; i < rounds; i++) {
      if (i == 0 && outer == 0) {
        forward(0);
        backward(1);
      } else {
        overlapped(0, 1);
      }
      overlapped(1, 0);
    }
    for (int i = 0; i < outer; i++) {
      backward(1);
      overlapped(1, 0);
    }
  }

  private void drain(int inner, int outer) {
    for (int i = 0; i < 2 * (inner + 1); i++) {
      int side = 1 - i % 2;
      if (i <= inner) {
        backward(side);
      } else {
        inputGradient(side);
      }
    }
    for (int i = 0; i < outer; i++) {
      weightGradient();
      inputGradient(0);
    }
    for (int i = 0; i <= inner; i++) {
      weightGradient();
    }
  }

  private void forward(int side) {
    lane.forward(stages[side], nextForward[side]++);
  }

  private void backward(int side) {
    lane.backward(stages[side], nextBackward[side]++);
  }

  private void overlapped(int forward, int backward) {
    lane.overlapped(
        stages[forward], nextForward[forward]++, stages[backward], nextBackward[backward]++);
  }

  private void inputGradient(int side) {
    int microBatch = nextBackward[side]++;
    lane.inputGradient(stages[side], microBatch);
    undone.add(new int[] {stages[side], microBatch});
  }

  private void weightGradient() {
    int[] oldest = undone.remove();
    lane.weightGradient(oldest[0], oldest[1]);
  }
}
