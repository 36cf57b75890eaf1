package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * Ouroboros: delayed gradients for language models that tie their input and output embedding (Yang,
 * Huo, Wang, Huang, Carin, "Ouroboros: on accelerating training of transformer-based language
 * models", NeurIPS 2019).
 *
 * <p>{@link DecoupledDelayedGradients} with K modules on K - 1 devices: the first and the last
 * module, which share the embedding, lie on device 0, so that the shared weights stay there. The
 * learning rule adds the two ends' gradients of the embedding, one of which is {@code p} updates
 * old. Device 0 goes backward with the last module first. That all delays are those of DDG is our
 * reading. One device holds the model as one module.
 *
 * <pre>
 * 2 devices, 3 stages, 3 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  0F0   . 2F0 2B0 2B0 0F1   . 2F1 2B1 2B1 0F2   . 2F2 2B2 2B2 0B0 0B0 0B1 0B1 0B2 0B2
 * device 1    . 1F0   .   .   .   . 1F1   . 1B0 1B0   . 1F2   . 1B1 1B1   .   . 1B2 1B2   .   .
 * </pre>
 *
 * <p>Promises: not synchronous on two devices or more; with {@code p + 1} stages staleness {@code p
 * - s}, {@code p + 1 - s} weight versions and micro-batches in flight on stage {@code s}; device 0
 * holds those of stages 0 and {@code p}.
 */
public record Ouroboros() implements Strategy {

  @Override
  public String name() {
    return "ouroboros";
  }

  @Override
  public int stages(int devices) {
    return devices == 1 ? 1 : devices + 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    return new ForwardLockedStream(false, false).plan(ring(workload), workload.devices());
  }

  @Override
  public Promises promises(Workload workload) {
    Promises stages = StashedStream.promises(ring(workload));
    List<Integer> inFlight = new ArrayList<>(stages.peakInFlight());
    if (inFlight.size() > workload.devices()) {
      int last = inFlight.remove(workload.devices());
      inFlight.set(0, inFlight.get(0) + last);
    }
    return new Promises(
        stages.synchronous(), stages.staleness(), stages.weightVersions(), inFlight);
  }

  /** The workload with one device for each stage. */
  private Workload ring(Workload workload) {
    return new Workload(stages(workload.devices()), workload.microBatches(), workload.iterations());
  }
}
