package dev.lockstep.devices.calibration.backend;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** What counts as time. */
enum Clock {
  /**
   * Time that the calling thread had a processor. Where all work is done in that thread it is the
   * elapsed time of a machine that has nothing else to do: waiting for a processor while others use
   * it does not count.
   */
  PROCESSOR_TIME("processor time of the thread"),
  /** Time that passed. */
  ELAPSED_TIME("elapsed time");

  private final String label;

  Clock(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  LongSupplier nanos() {
    if (this == ELAPSED_TIME) {
      return System::nanoTime;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads::getCurrentThreadCpuTime;
  }
}
