package dev.lockstep.numerics.threads;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long a thread had a processor. */
public final class ThreadTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadTime() {}

  /** Of the thread that asks, in nanoseconds. */
  public static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
