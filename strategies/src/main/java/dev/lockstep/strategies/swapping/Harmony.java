package dev.lockstep.strategies.swapping;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.OptionalDouble;

/**
 * Harmony with a wrap-around pipeline: the host keeps weights and optimizer states; a pack of
 * layers comes to its device once for all micro-batches (Li et al., "Harmony: overcoming the
 * hurdles of GPU memory capacity to train massive DNN models on commodity servers", VLDB 2022).
 *
 * <p>Pack {@code q} belongs to device {@code q mod p}. A device takes its packs in turn: each goes
 * forward on all micro-batches of the mini-batch, then, in reverse turn, each goes backward on all
 * of them and is updated at once. Of a forward only the pack's input is kept and the backward
 * begins with a second forward, save on the last pack, whose backwards follow their forwards. This,
 * that a pack is not sent away if the next turn needs it again, and that inputs stay on the device,
 * is our reading.
 *
 * <p>Before its first task of a stay a pack's weights are fetched (FE), before an update its
 * optimizer states too (FS); updated, both are stored (ST), else the room is simply given up. With
 * two {@code buffers} the next pack is fetched while one computes, with one afterwards.
 *
 * <pre>
 * 1 device, 3 packs, 1 micro-batch; forward, second forward (RF) 1, backward 2, FE 2, FS 1, ST 3
 * device 0   .   . 0F0   . 1F0   .  2F0 2B0 2B0 1RF0 1B0 1B0   .   . 0RF0 0B0 0B0   .   .   .
 * from host 0FE 0FE 1FE 1FE 2FE 2FE  2FS 1FE 1FE  1FS   .   . 0FE 0FE  0FS   .   .   .   .   .
 * to host    .   .   .   .   .   .    .   .   .  2ST 2ST 2ST 1ST 1ST  1ST   .   . 0ST 0ST 0ST
 * </pre>
 *
 * <p>With one device and moves that hide behind the computing an iteration takes {@code FE + m (v F
 * + (v - 1) F + v B)} from a standstill; with one buffer {@code (2 v - 1) FE + (v - 1) ST} come on
 * top instead of {@code FE}. What moves does not depend on {@code m}. Each device has the link to
 * its host for itself.
 *
 * <p>Promises: synchronous; one weight version; one stash at a time on each device.
 *
 * @param packs packs on each device, {@code v}, at least 2
 * @param buffers packs that have room on a device at once: 1 or 2
 * @param hostGigabytesPerSecond 10^9 bytes a second between a device and its host, each way
 */
public record Harmony(int packs, int buffers, double hostGigabytesPerSecond) implements Strategy {

  private static final double BYTES_PER_GIGABYTE = 1e9;

  /** PCI Express 3.0, 16 lanes: 8 GT/s, 128 of 130 bits. */
  public static final double PCIE_3_GIGABYTES_PER_SECOND = 15.75;

  /**
   * Refuses packs that need not move, no room, more room than two, and a host that is not
   * connected.
   */
  public Harmony {
    if (packs < 2 || buffers < 1 || buffers > 2 || !(hostGigabytesPerSecond > 0)) {
      throw new ScheduleException(
          "harmony with %d packs, %d buffers, %s GB/s; at least 2 packs, 1 or 2 buffers, above 0 GB/s"
              .formatted(packs, buffers, hostGigabytesPerSecond));
    }
  }

  /** Two buffers over PCI Express 3.0. */
  public Harmony(int packs) {
    this(packs, 2, PCIE_3_GIGABYTES_PER_SECOND);
  }

  @Override
  public String name() {
    return "harmony";
  }

  @Override
  public int stagesPerDevice() {
    return packs;
  }

  @Override
  public OptionalDouble hostBytesPerSecond() {
    return OptionalDouble.of(hostGigabytesPerSecond * BYTES_PER_GIGABYTE);
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices() * packs;
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    for (int device = 0; device < workload.devices(); device++) {
      PackTurns turns = new PackTurns(schedule, device, buffers, stages - 1);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * workload.microBatches();
        int end = first + workload.microBatches();
        for (int pack = 0; pack < packs; pack++) {
          turns.forward(pack * workload.devices() + device, first, end);
        }
        for (int pack = packs - 1; pack >= 0; pack--) {
          turns.backward(pack * workload.devices() + device, first, end);
        }
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        workload.devices() * packs, Collections.nCopies(workload.devices(), 1));
  }
}
