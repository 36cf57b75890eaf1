package dev.lockstep.benchmarks.training;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures for how long one thread is inside ND4J's operations: it stands before ND4J's executioner
 * and looks at the clock before and after each operation. Memory for results, views and what ND4J
 * does before it comes to its executioner count as outside.
 */
final class OperationClock {

  private long insideNanos;
  private long operations;

  private OperationClock() {}

  /** Begins to measure, with all operations of this program from now on. */
  static OperationClock start() {
    OperationClock clock = new OperationClock();
    OpExecutioner executioner = Nd4j.getExecutioner();
    Object instead =
        Proxy.newProxyInstance(
            OperationClock.class.getClassLoader(),
            new Class<?>[] {OpExecutioner.class},
            (proxy, method, given) -> {
              boolean operation = method.getName().startsWith("exec");
              long before = System.nanoTime();
              try {
                return method.invoke(executioner, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (operation) {
                  clock.insideNanos += System.nanoTime() - before;
                  clock.operations++;
                }
              }
            });
    try {
      Field field = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
      field.setAccessible(true);
      field.set(null, instead);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("ND4J keeps its executioner elsewhere", e);
    }
    return clock;
  }

  /** Time inside operations so far. */
  long insideNanos() {
    return insideNanos;
  }

  /** How many there were so far. */
  long operations() {
    return operations;
  }
}
