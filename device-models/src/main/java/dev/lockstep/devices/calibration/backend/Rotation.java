package dev.lockstep.devices.calibration.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The same work on operands of its own each time, in turn, until together they are too large for a
 * core's cache: in a training step, too, a kernel's operands were last touched long before. On one
 * set of operands small kernels would look several times as fast as they are in a network. Together
 * means 8 MB: more than the cache that a core has to itself (1 to 2 MB), less than most that cores
 * share.
 */
final class Rotation implements Runnable {

  private static final long FOOTPRINT_BYTES = 8 << 20;
  private static final int MOST = 256;

  private final List<Runnable> works;
  private int next;

  private Rotation(List<Runnable> works) {
    this.works = works;
  }

  /** As many as it takes; each call of the supplier takes its operands from {@code operands}. */
  static Runnable of(Operands operands, Supplier<Runnable> work) {
    long before = operands.sizeBytes();
    List<Runnable> works = new ArrayList<>(List.of(work.get()));
    long oneBytes = Math.max(1, operands.sizeBytes() - before);
    while (works.size() < MOST && works.size() * oneBytes < FOOTPRINT_BYTES) {
      works.add(work.get());
    }
    return new Rotation(works);
  }

  @Override
  public void run() {
    works.get(next).run();
    Operations.await();
    next = (next + 1) % works.size();
  }
}
