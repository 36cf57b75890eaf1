package dev.lockstep.numerics.tensor.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * Keeps the memory of tensors in bounds. It lies outside of Java's heap and is given back when the
 * garbage collector finds that a tensor is unreachable; but a small heap is seldom collected, so
 * that unreachable tensors pile up unless somebody asks.
 */
public final class NativeMemory {

  private static final int CALLS_A_LOOK = 256;
  private static final long ROOM_BYTES = 768L << 20;
  private static final long COLLECTED = -1;
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicLong USED_AT_LAST = new AtomicLong(COLLECTED);

  private NativeMemory() {}

  /** To be called before work begins, any number of times: what can be shared is shared. */
  public static void beforeWork() {
    ShapeCache.install();
    ContextCache.install();
  }

  /**
   * To be called after each piece of work, by any thread: lets unreachable tensors go when the
   * program has grown by so much since the last time.
   */
  public static void afterWork() {
    if (CALLS.incrementAndGet() % CALLS_A_LOOK != 0) {
      return;
    }
    long before = USED_AT_LAST.get();
    long now = Pointer.physicalBytes();
    if (before == COLLECTED) {
      // The collector's work is done by now, and that of the threads that free what it found.
      USED_AT_LAST.compareAndSet(before, now);
    } else if (now > before + ROOM_BYTES && USED_AT_LAST.compareAndSet(before, COLLECTED)) {
      System.gc();
    }
  }
}
