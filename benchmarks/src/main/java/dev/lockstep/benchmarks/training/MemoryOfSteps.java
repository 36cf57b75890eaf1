package dev.lockstep.benchmarks.training;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of the program while a network learns for 10,000 steps, a line each thousand: all that is
 * resident, what Java's heap has been given of it, and what JavaCPP counts. Arguments: {@code mlp}
 * or {@code resnet}, and the number of steps if not 10,000.
 */
public final class MemoryOfSteps {

  private static final int STEPS = 10_000;
  private static final int LINES = 10;
  private static final double SECOND = 1e9;

  private MemoryOfSteps() {}

  /** See the class. */
  public static void main(String[] arguments) {
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STEPS;
    TrainingSteps steps =
        arguments.length > 0 && arguments[0].equals("resnet")
            ? TrainingSteps.smallResidualNetwork(count)
            : TrainingSteps.multilayerPerceptron(count);
    System.out.println("   steps  resident MB  Java's heap MB  JavaCPP MB  steps/s");
    long since = System.nanoTime();
    for (int step = 1; step <= count; step++) {
      steps.step();
      if (step % (count / LINES) == 0) {
        long now = System.nanoTime();
        print(step, count / LINES / ((now - since) / SECOND));
        since = now;
      }
    }
  }

  private static void print(int step, double stepsPerSecond) {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%8d  %11d  %14d  %10d  %7.1f",
            step,
            Pointer.physicalBytes() >> 20,
            heap >> 20,
            Pointer.totalBytes() >> 20,
            stepsPerSecond));
  }
}
