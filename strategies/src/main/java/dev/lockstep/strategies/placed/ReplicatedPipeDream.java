package dev.lockstep.strategies.placed;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Layout;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * PipeDream with replicated stages, 1F1B with round robin (Harlap et al., "PipeDream: fast and
 * efficient pipeline parallel DNN training", arXiv 1806.03377, section 3; Narayanan et al., SOSP
 * 2019, section 3.2).
 *
 * <p>Replica {@code j mod r} of a stage with {@code r} replicas takes mini-batch {@code j}, forward
 * and backward. Before its first backward it goes forward with {@code w + 1} mini-batches, {@code
 * w} the devices from this stage on but one, divided by {@code r} and rounded down, as in the
 * authors' program; the input stage so admits as many mini-batches as keep all devices busy (the
 * paper's NOAM). The backward reads the weights of its forward. {@code r} successive mini-batches,
 * one on each replica, make an update: each replica applies the sum of their gradients, which a
 * collective makes. That the replicas update together is how the authors' program runs them, with
 * PyTorch's data parallelism. Mini-batches left over at the end make a smaller sum.
 *
 * <pre>
 * 2-1: 2 stages, 6 mini-batches; forward 2 and 1, backward 4 and 2; an update at the end of B0 and
 * B1 together, of B2 and B3, of B4 and B5; on device 2 at the end of each backward
 * device 0  F0 F0 F2 F2  . B0 B0 B0 B0  .  .  . F4 F4 B2 B2 B2 B2 B4 B4 B4 B4  .  .
 * device 1  F1 F1 F3 F3  .  .  .  . B1 B1 B1 B1 F5 F5 B3 B3 B3 B3  .  . B5 B5 B5 B5
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3 F4 B4 B4 F5 B5 B5  .  .  .  .
 * </pre>
 *
 * <p>A mini-batch in steady state takes at least the largest {@code (F + B) / r} of a stage.
 * Replicas that wait for each other's gradients take longer where several stages follow, even if
 * sums take no time: as much as half as long again for a balanced 2-1-1. If sums are overlapped, a
 * replica goes forward once more before it waits, with weights that are an update older; our
 * reading of the first paper's parameter server, which the measured 3.14 of 4 for 2-1-1 asks for.
 *
 * <p>Promises: not synchronous if several stages; staleness {@code w}, {@code w + 1} weight
 * versions and on each replica {@code w + 1} mini-batches in flight; staleness and versions one
 * more on stages with several replicas if sums are overlapped. With one stage, and no overlap, this
 * is synchronous data parallelism.
 *
 * @param replicas devices of each stage, in the order of stages
 * @param overlapSums whether a replica goes forward once more before it waits for the others
 */
public record ReplicatedPipeDream(List<Integer> replicas, boolean overlapSums) implements Strategy {

  /** Copies the list; refuses a stage without device. */
  public ReplicatedPipeDream {
    replicas = List.copyOf(replicas);
    if (replicas.isEmpty() || replicas.stream().anyMatch(r -> r < 1)) {
      throw new ScheduleException(
          "pipedream with replicas %s; every stage has at least 1".formatted(replicas));
    }
  }

  /** As the authors' program: sums are waited for. */
  public ReplicatedPipeDream(List<Integer> replicas) {
    this(replicas, false);
  }

  @Override
  public String name() {
    return "pipedream";
  }

  @Override
  public Optional<Layout> layout() {
    return Optional.of(Layout.replicated(replicas));
  }

  /** As the paper writes it: {@code 7-1}. */
  public String configuration() {
    return replicas.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  @Override
  public Schedule plan(Workload workload) {
    int devices = replicas.stream().mapToInt(r -> r).sum();
    if (workload.devices() != devices) {
      throw new ScheduleException(
          "pipedream %s on %d devices; it needs %d"
              .formatted(configuration(), workload.devices(), devices));
    }
    ScheduleBuilder schedule = new ScheduleBuilder(replicas.size(), workload.microBatches());
    int device = 0;
    for (int stage = 0; stage < replicas.size(); stage++) {
      for (int replica = 0; replica < replicas.get(stage); replica++) {
        planReplica(schedule.device(device++), stage, replica, workload.totalMicroBatches());
      }
    }
    return schedule.build();
  }

  private void planReplica(LaneBuilder lane, int stage, int replica, int count) {
    int each = replicas.get(stage);
    int warmUp = warmUp(stage);
    int own = own(stage, replica, count);
    for (int turn = 0; turn < own + warmUp; turn++) {
      int back = replica + (turn - warmUp) * each;
      if (turn < own) {
        lane.forward(stage, replica + turn * each);
      }
      if (turn > warmUp && overlaps(stage)) {
        planUpdate(lane, stage, back - each, count);
      }
      if (turn >= warmUp) { // the barrier stands for the gradient in the sums of the others
        lane.backward(stage, back).withForwardWeights().signal(stage, back);
      }
      if (turn >= warmUp && (!overlaps(stage) || turn == own + warmUp - 1)) {
        planUpdate(lane, stage, back, count);
      }
    }
  }

  private boolean overlaps(int stage) {
    return overlapSums && replicas.get(stage) > 1;
  }

  private void planUpdate(LaneBuilder lane, int stage, int miniBatch, int count) {
    int each = replicas.get(stage);
    lane.update(stage);
    int first = miniBatch - miniBatch % each;
    for (int other = first; other < Math.min(first + each, count); other++) {
      if (other != miniBatch) {
        lane.after(stage, other);
      }
    }
  }

  /** Forwards of each replica before it alternates: devices from here on but one, by replicas. */
  private int warmUp(int stage) {
    int devices = replicas.subList(stage, replicas.size()).stream().mapToInt(r -> r).sum();
    return (devices - 1) / replicas.get(stage);
  }

  /** Mini-batches of a replica, out of so many. */
  private int own(int stage, int replica, int count) {
    int each = replicas.get(stage);
    return (count - replica + each - 1) / each;
  }

  @Override
  public Promises promises(Workload workload) {
    int count = workload.totalMicroBatches();
    List<Integer> staleness = new ArrayList<>();
    List<Integer> versions = new ArrayList<>();
    List<Integer> inFlight = new ArrayList<>();
    for (int stage = 0; stage < replicas.size(); stage++) {
      int most = own(stage, 0, count);
      int behind = warmUp(stage) + (overlaps(stage) ? 1 : 0);
      staleness.add(Math.min(behind, most - 1));
      versions.add(versions(behind, most));
      for (int replica = 0; replica < replicas.get(stage); replica++) {
        inFlight.add(Math.min(warmUp(stage) + 1, own(stage, replica, count)));
      }
    }
    boolean synchronous = IntStream.range(0, replicas.size()).allMatch(s -> staleness.get(s) == 0);
    return new Promises(synchronous, staleness, versions, inFlight);
  }

  /** The newest and those that mini-batches in flight read; the first ones all read version 0. */
  private static int versions(int behind, int count) {
    boolean never = behind == 0 || count == 1;
    return never ? 1 : 1 + Math.max(1, Math.min(behind, count - behind));
  }
}
