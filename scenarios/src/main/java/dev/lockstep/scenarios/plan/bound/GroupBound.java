package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.core.model.Layer;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.Arrays;
import java.util.List;

/**
 * What all candidates of a group take at least, before anything is cut or planned. Known of
 * networks under the {@linkplain SearchSpace#USUAL_STRATEGIES usual strategies} and, less, under
 * bidirectional ones; of others nothing is said.
 *
 * <p><b>Time.</b> In every iteration, each of {@code m} micro-batches passes every layer forward
 * and backward once, each layer is on one of the {@code p} devices of a pipeline, and a device does
 * one thing at a time. So some device is busy for at least {@code m sum(F + B) / p}; and of the
 * {@code j} dearest layers some device has at least {@code ceil(j / p)}, which take no less than
 * the cheapest so many of them. This is so however the layers are cut and placed, and where all
 * repeats from iteration to iteration, as it does in steady state, an iteration is no shorter than
 * the work that a device does in it. Cuts only add to it: what enters a stage has to be gathered.
 *
 * <p>Under the {@linkplain SearchSpace#BIDIRECTIONAL_STRATEGIES bidirectional strategies} a layer
 * may be on two devices, so that only the mean over all of them is known, and a device may do a
 * forward and a backward at once, which takes no less than the longer and so no less than half of
 * both: {@code m sum(F + B) / 2p}.
 *
 * <p><b>Computing</b>, for energy: the mean over the devices is at least {@code m sum(F + B) / p}.
 *
 * <p><b>Memory.</b> Every layer's weights and optimizer states are on some device of the pipeline,
 * so some device holds at least the {@code p}-th part of all.
 */
public final class GroupBound {

  private static final double NANOS_PER_MS = 1e6;

  /** Times are rounded to nanoseconds layer by layer here, and stage by stage in a run. */
  private static final double ROUNDING = 1 - 1e-6;

  private GroupBound() {}

  /** Whether anything is known of them; devices that differ make the work depend on the place. */
  public static boolean isKnown(Group group, Scenario base) {
    return (group.isUsual() || group.isBidirectional())
        && base.model().isNetwork()
        && base.cluster().devices().isEmpty();
  }

  /** The bound. */
  public static Least of(Group group, NetworkStages network) {
    Candidate first = group.first();
    List<Layer> layers = network.layers(0, false);
    int pipeline = first.degrees().pipeline();
    double[] works = layers.stream().mapToDouble(GroupBound::workNanos).sorted().toArray();
    double eachMs = ROUNDING * first.microBatches() / NANOS_PER_MS;
    double meanMs = eachMs * Arrays.stream(works).sum() / pipeline;
    return new Least(
        group.isUsual() ? eachMs * busiestNanos(works, pipeline) : meanMs / 2,
        (long) (ROUNDING * network.leastStateBytes() / pipeline)
            + network.overheadBytes(0).orElse(0),
        List.of(group.isUsual() ? meanMs : meanMs / 2));
  }

  /** Of the device that has most to do, at least, of layers with the cheapest first. */
  public static double busiestNanos(double[] works, int devices) {
    double most = Arrays.stream(works).sum() / devices;
    for (int from = 0; from < works.length; from++) {
      int count = -Math.floorDiv(from - works.length, devices);
      most = Math.max(most, Arrays.stream(works, from, from + count).sum());
    }
    return most;
  }

  private static double workNanos(Layer layer) {
    return (double) layer.forwardNanos() + layer.inputGradientNanos() + layer.weightGradientNanos();
  }
}
