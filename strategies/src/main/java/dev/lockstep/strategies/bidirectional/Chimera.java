package dev.lockstep.strategies.bidirectional;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chimera: two copies of the model, laid over the devices in opposite directions, each a 1F1B
 * pipeline for half of the micro-batches, merged so that one fills the bubbles of the other (Li and
 * Hoefler, "Chimera: efficiently training large-scale neural networks with bidirectional
 * pipelines", SC 2021, section 3.1; more micro-batches than devices by direct concatenation,
 * section 3.5).
 *
 * <p>Device {@code d} holds stage {@code d} of the down pipeline and stage {@code p - 1 - d} of the
 * up pipeline. A block is {@code p} micro-batches, the first half of them down. In slots of one
 * pass micro-batch {@code i} of a direction reaches stage {@code s} in slot {@code s + 2i} and
 * comes back in slot {@code 2p - 1 - s + 2i}; with {@code p} even no two passes of a device fall
 * into one slot, nor do those of the next block, {@code 2p} slots later. The order of the slots is
 * kept whatever a pass takes. Before an update the two devices that hold a stage exchange the sums
 * of its weight gradients: for two members that is what an all-reduce moves.
 *
 * <pre>
 * 4 devices, 4 micro-batches; forward and backward 1 each; each cell: operation, micro-batch
 * device 0  F0 F1  . F2 B2 F3 B3 B0  . B1
 * device 1   . F0 F2 F1 F3 B2 B0 B3 B1  .
 * device 2   . F2 F0 F3 F1 B0 B2 B1 B3  .
 * device 3  F2 F3  . F0 B0 F1 B1 B2  . B3
 * </pre>
 *
 * <p>Where a backward takes twice a forward, blocks leave gaps between them. With forward doubling
 * a block is {@code 2p} micro-batches: two go forward in one slot, each comes back in a slot of its
 * own, {@code 2p - 1 - s + 2i}, and the next block follows {@code 3p} slots later. Backward halving
 * is the same order with micro-batches of half the size, of which two go forward together. The
 * paper draws both for one case; the slots are our derivation of them, and a doubled forward is
 * taken as two, one right after the other.
 *
 * <p>Promises: synchronous; one weight version of each copy; on device {@code d} at most {@code p/2
 * + 1 + min(d, p - 1 - d)} micro-batches in flight, and {@code p} more with forward doubling.
 * Admits an even number of devices and of micro-batches; what is left of whole blocks is one
 * smaller block.
 *
 * @param forwardDoubling whether two micro-batches go forward together, as long as {@code 2p} of
 *     them are left
 */
public record Chimera(boolean forwardDoubling) implements Strategy {

  /** Direct concatenation. */
  public Chimera() {
    this(false);
  }

  private record Pass(int slot, boolean backward, int stage, int microBatch) {}

  @Override
  public String name() {
    return "chimera";
  }

  @Override
  public Schedule plan(Workload workload) {
    int devices = workload.devices();
    int microBatches = workload.microBatches();
    if (devices % 2 != 0 || microBatches % 2 != 0) {
      throw new ScheduleException(
          "chimera with %d micro-batches on %d devices; it needs an even number of both"
              .formatted(microBatches, devices));
    }
    ScheduleBuilder schedule = new ScheduleBuilder(devices, microBatches);
    for (int device = 0; device < devices; device++) {
      LaneBuilder lane = schedule.device(device);
      List<Pass> passes = passes(device, workload);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * microBatches;
        for (Pass pass : passes) {
          if (pass.backward) {
            lane.backward(pass.stage, first + pass.microBatch);
          } else {
            lane.forward(pass.stage, first + pass.microBatch);
          }
        }
        int lastUp = first + microBatches - 1;
        int lastDown = lastUp - lastBlock(workload) / 2;
        lane.updateWithCopy(device, lastUp).updateWithCopy(devices - 1 - device, lastDown);
      }
    }
    return schedule.build();
  }

  /** What a device does in one iteration, in the order of the slots. */
  private List<Pass> passes(int device, Workload workload) {
    int devices = workload.devices();
    List<Pass> passes = new ArrayList<>();
    int slot = 0;
    int first = 0;
    while (first < workload.microBatches()) {
      int left = workload.microBatches() - first;
      boolean doubled = forwardDoubling && left >= 2 * devices;
      int each = Math.min(doubled ? 2 * devices : devices, left) / 2;
      for (int i = 0; i < each; i++) {
        int forward = slot + 2 * (doubled ? i / 2 : i);
        int backward = slot + 2 * devices - 1 + 2 * i;
        addPasses(passes, device, first + i, forward, backward);
        addPasses(passes, devices - 1 - device, first + each + i, forward, backward);
      }
      slot += doubled ? 3 * devices : 2 * devices;
      first += 2 * each;
    }
    passes.sort(Comparator.comparingInt(Pass::slot));
    return passes;
  }

  /** Both passes of a stage, given the slots of stage 0. */
  private static void addPasses(
      List<Pass> passes, int stage, int microBatch, int forward, int backward) {
    passes.add(new Pass(forward + stage, false, stage, microBatch));
    passes.add(new Pass(backward - stage, true, stage, microBatch));
  }

  /** Micro-batches of the last block. */
  private int lastBlock(Workload workload) {
    int doubled = 2 * workload.devices();
    boolean endsDoubled = forwardDoubling && workload.microBatches() % doubled == 0;
    return endsDoubled ? doubled : (workload.microBatches() - 1) % workload.devices() + 1;
  }

  @Override
  public Promises promises(Workload workload) {
    int devices = workload.devices();
    boolean doubled = forwardDoubling && workload.microBatches() >= 2 * devices;
    int more = doubled ? devices / 2 : 0;
    int each = Math.min(devices, workload.microBatches()) / 2 + more;
    return Promises.synchronous(
        devices,
        IntStream.range(0, devices)
            .map(d -> Math.min(devices - d + more, each) + Math.min(d + 1 + more, each))
            .boxed()
            .toList());
  }
}
