package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * BackLink: local learning in which the loss of the next module also reaches the last layers of a
 * module, and no further (Guo, Fouda, Eltawil, Salama, "BackLink: supervised local training with
 * backward links", 2022).
 *
 * <p>A device holds a module as two stages: {@code 2k}, which learns from the module's own loss
 * alone, and {@code 2k + 1} behind it, which learns from the own and from the next module's. How
 * long the link is, is where the module is cut; a profile gives each half. The paper's abstract
 * does not say in which order a module computes; our reading: its own loss first, so that the
 * gradient for the module before leaves early, then one backward of both losses, added, in the
 * linked stage. The last module ends in the true loss and has no head.
 *
 * <pre>
 * 3 devices, mini-batches of one micro-batch; forward, head (A), input (I) and weight gradient (W) 1, backward 2
 * device 0  0F0 1F0 1A0 1I0 0B0 0B0   .   . 1B0 1B0   .
 * device 1    .   . 2F0 3F0 3A0 3I0 2I0 2W0 3B0 3B0
 * device 2    .   .   .   . 4F0 5F0 5I0 4I0 4W0 5W0
 * </pre>
 *
 * <p>With halves of {@code t / 2} the period is {@code 4t + a + 2c} with one micro-batch in flight,
 * between {@code 3t + a} of local and {@code 5t + a + 2c} of pairwise learning.
 *
 * <p>Promises: every gradient is of the weights it is applied to; one weight version; at most all
 * {@code m} micro-batches of a mini-batch in flight on both stages of a device.
 */
public record BackLink() implements Strategy {

  @Override
  public String name() {
    return "backlink";
  }

  @Override
  public int stagesPerDevice() {
    return 2;
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return stage % 2 == 1 && stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    return new CoupledStages(workload, Priority.FORWARD_FIRST, workload.microBatches(), 2)
        .plan(device -> device < workload.devices() - 1 ? linked(device) : last(device));
  }

  private static List<Step> linked(int device) {
    int front = 2 * device;
    int own = front + 1;
    int next = own + 2;
    Step head = (lane, microBatch) -> lane.auxiliary(own, microBatch);
    Step both = (lane, microBatch) -> lane.backward(own, microBatch, next, own);
    return device == 0
        ? List.of(
            forward(front), forward(own), head, inputGradient(own, own), backward(0, own), both)
        : List.of(
            forward(front),
            forward(own),
            head,
            inputGradient(own, own),
            inputGradient(front, own),
            weightGradient(front, own),
            both);
  }

  private static List<Step> last(int device) {
    int front = 2 * device;
    int end = front + 1;
    return device == 0
        ? List.of(forward(0), forward(1), backward(1, 1), backward(0, 1))
        : List.of(
            forward(front),
            forward(end),
            inputGradient(end, end),
            inputGradient(front, end),
            weightGradient(front, end),
            weightGradient(end, end));
  }

  private static Step forward(int stage) {
    return (lane, microBatch) -> lane.forward(stage, microBatch);
  }

  private static Step inputGradient(int stage, int loss) {
    return (lane, microBatch) -> lane.inputGradient(stage, microBatch, loss);
  }

  private static Step weightGradient(int stage, int loss) {
    return (lane, microBatch) -> lane.weightGradient(stage, microBatch, loss);
  }

  private static Step backward(int stage, int loss) {
    return (lane, microBatch) -> lane.backward(stage, microBatch, loss);
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        2 * workload.devices(),
        Collections.nCopies(workload.devices(), 2 * workload.microBatches()));
  }
}
