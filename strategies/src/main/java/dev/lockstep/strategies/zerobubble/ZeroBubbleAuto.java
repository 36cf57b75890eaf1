package dev.lockstep.strategies.zerobubble;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Estimates;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * ZB-1p, ZB-2p: an order planned for the times of the stages under a memory limit, so that input
 * gradients are never late and weight gradients fill what would be bubbles (Qi, Wan, Huang, Lin,
 * "Zero bubble pipeline parallelism", ICLR 2024, section 3; {@link RowPlanner} is our own way to
 * plan, no slower than what the paper publishes for its heuristic).
 *
 * <pre>
 * 3 stages, 6 micro-batches, limit 2p; forward, input gradient (I), weight gradient (W) 1 each
 * device 0  F0 F1 F2 F3 F4 F5 I0 W0 I1 W1 I2 W2 I3 W3 I4 W4 I5 W5  .  .
 * device 1   . F0 F1 F2 F3 I0 F4 I1 F5 I2 W0 I3 W1 I4 W2 I5 W3 W4 W5  .
 * device 2   .  . F0 I0 F1 I1 F2 I2 F3 I3 F4 I4 F5 I5 W0 W1 W2 W3 W4 W5
 * </pre>
 *
 * <p>The limit counts what the forward of a micro-batch keeps. The input gradient gives part of
 * that back and leaves the rest for the weight gradient: the share that the workload estimates, or
 * else a half. (A transformer layer leaves {@code 32h / (34h + 5as)}, section 2.3 of the paper:
 * 0.37 to 0.43 for the models measured there.) A plan that has no more than the limit of
 * micro-batches between forward and weight gradient is preferred if it loses less than a
 * thousandth. Without estimates the planner takes all times as equal and a transfer as a twentieth
 * of that.
 *
 * <p>Promises: synchronous; one weight version; what the plan keeps until weight gradients, within
 * the limit. Admits any number of micro-batches.
 *
 * @param perDevice the limit in multiples of the number of devices, unless given in micro-batches
 * @param microBatches the limit in micro-batches
 * @param stashShare what an input gradient leaves, if not what the workload estimates
 */
public record ZeroBubbleAuto(int perDevice, OptionalInt microBatches, OptionalDouble stashShare)
    implements Strategy {

  private static final double STASH_SHARE = 0.5;

  /** To keep more than micro-batches in flight, a plan must be a thousandth shorter. */
  private static final double WORTH = 0.999;

  private static final long UNIT = 1000;
  private static final long TRANSFER = 50;

  /** Refuses limits and shares that nothing fits in. */
  public ZeroBubbleAuto {
    if (perDevice < 1 || microBatches.orElse(1) < 1) {
      throw new ScheduleException(
          "zb-auto with a limit of %d p or %s micro-batches; it needs at least 1"
              .formatted(perDevice, microBatches));
    }
    if (!(stashShare.orElse(1) > 0 && stashShare.orElse(1) <= 1)) {
      throw new ScheduleException(
          "zb-auto with a share of %s left by input gradients; it must be above 0, at most 1"
              .formatted(stashShare.getAsDouble()));
    }
  }

  /** A limit of so many micro-batches for each device of the pipeline. */
  public static ZeroBubbleAuto perDevice(int multiple) {
    return new ZeroBubbleAuto(multiple, OptionalInt.empty(), OptionalDouble.empty());
  }

  @Override
  public String name() {
    return "zb-auto";
  }

  @Override
  public boolean plansWithEstimates() {
    return true;
  }

  @Override
  public Schedule plan(Workload workload) {
    return order(workload).schedule(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return order(workload).promises();
  }

  private Plan order(Workload workload) {
    int devices = workload.devices();
    Estimates times =
        workload.estimates().orElseGet(() -> Estimates.equal(devices, UNIT, UNIT, UNIT, TRANSFER));
    if (times.stages() != devices) {
      throw new ScheduleException(
          "zb-auto with estimates of %d stages on %d devices; it has one stage a device"
              .formatted(times.stages(), devices));
    }
    double share = stashShare.orElse(times.weightGradientStashShare().orElse(STASH_SHARE));
    int most = microBatches.orElse(Math.multiplyExact(perDevice, devices));
    WorkAhead.Result whole = best(workload, times, MemoryBound.untilWeightGradient(most));
    if (share == 1) {
      return whole.plan();
    }
    long left = Math.max(1, (long) Math.ceil(share * MemoryBound.WHOLE));
    MemoryBound bound = new MemoryBound(most * MemoryBound.WHOLE, left);
    WorkAhead.Result part = best(workload, times, bound);
    return part.spanNanos() < WORTH * whole.spanNanos() ? part.plan() : whole.plan();
  }

  private static WorkAhead.Result best(Workload workload, Estimates times, MemoryBound bound) {
    return new RowPlanner(workload.devices(), workload.microBatches(), times, bound).best();
  }
}
