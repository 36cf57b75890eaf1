package dev.lockstep.strategies.baseline;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.List;

/**
 * Local SGD: every device holds the whole model and updates it by itself; every {@code H} steps the
 * weights of all devices are averaged (Stich, "Local SGD converges fast and communicates little",
 * ICLR 2019; Lin et al., "Don't use large mini-batches, use local SGD", ICLR 2020).
 *
 * <p>A step is a mini-batch. At the {@code H}-th the algorithm averages {@code x - g} over the
 * devices, {@code x} the weights and {@code g} the step times the gradient. That can start with the
 * stages whose gradients are done, so the average takes the place and the time that the sum of
 * gradients has in {@link DataParallel}; with {@code H = 1} the two are the same. Weights are taken
 * as wide as gradients, and optimizer states, which the papers leave to each device, are not sent.
 *
 * <p>As there, all replicas take the same time and the schedule is that of one. With {@code m}
 * micro-batches, update {@code U} and collective {@code C}, {@code H} steps take {@code H (m (F +
 * B) + U) + C}.
 *
 * <pre>
 * H = 2, a micro-batch a step; forward 1, backward 2, collective (R) 2, no time for updates
 * device 0     F0 B0 B0 F1 B1 B1  .  . F2 B2 B2 F3 B3 B3  .  .
 * collectives   .  .  .  .  .  . R1 R1  .  .  .  .  .  . R3 R3
 * </pre>
 *
 * <p>Promises: staleness 0 against a replica's own weights, synchronous only with {@code H = 1};
 * one weight version; one micro-batch in flight. Admits one device a replica.
 *
 * @param localSteps mini-batches from one average to the next, {@code H}
 */
public record LocalSgd(int localSteps) implements Strategy {

  /** Refuses no steps. */
  public LocalSgd {
    if (localSteps < 1) {
      throw new ScheduleException(
          "local-sgd with averages every %d steps; localSteps is at least 1".formatted(localSteps));
    }
  }

  @Override
  public String name() {
    return "local-sgd";
  }

  @Override
  public int updatesPerExchange() {
    return localSteps;
  }

  @Override
  public Schedule plan(Workload workload) {
    if (workload.devices() > 1) {
      throw new ScheduleException(
          "local-sgd with the model cut into %d stages; every device holds all of it. Maybe use a pipeline of 1 and a data-parallel degree of %d."
              .formatted(workload.devices(), workload.devices()));
    }
    return new Sequential().plan(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return new Promises(localSteps == 1, List.of(0), List.of(1), List.of(1));
  }
}
