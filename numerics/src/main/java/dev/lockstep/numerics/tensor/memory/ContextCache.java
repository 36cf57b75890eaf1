package dev.lockstep.numerics.tensor.memory;

import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Carries operations out in contexts that are used again. ND4J 1.0.0-M2.1 makes a new context for
 * each operation, and a pointer for each list of its arguments; closing one does nothing, so that
 * all wait for the garbage collector. Here each thread has one for each list of arguments. And it
 * keeps an operation alive until it has been carried out, which ND4J does not: a collection at the
 * wrong moment would give back the memory of its dimensions while it is at work.
 */
final class ContextCache implements InvocationHandler {

  /** Lists of arguments that a thread keeps contexts for. Usually there are a dozen. */
  private static final int MOST = 500;

  private static final String OF_PROCESSORS = "NativeOpExecutioner";

  private final OpExecutioner executioner;
  private final ThreadLocal<Map<Arguments, OpContext>> contexts =
      ThreadLocal.withInitial(HashMap::new);

  private ContextCache(OpExecutioner executioner) {
    this.executioner = executioner;
  }

  /** Puts itself before ND4J's own executioner, once. Devices other than processors keep theirs. */
  static synchronized void install() {
    OpExecutioner executioner = Nd4j.getExecutioner();
    if (executioner.getClass().getSimpleName().equals(OF_PROCESSORS)) {
      Object instead =
          Proxy.newProxyInstance(
              ContextCache.class.getClassLoader(),
              new Class<?>[] {OpExecutioner.class},
              new ContextCache(executioner));
      NativeInsides.replace("OP_EXECUTIONER_INSTANCE", instead);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
    if (given != null && given.length == 1 && given[0] instanceof CustomOp operation) {
      if (method.getReturnType() == INDArray[].class && operation.numOutputArguments() > 0) {
        return carryOut(operation);
      }
    }
    try {
      return method.invoke(executioner, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      // ND4J reads pointers off an operation, and forgets it while native code still uses them.
      Reference.reachabilityFence(given);
    }
  }

  private INDArray[] carryOut(CustomOp operation) {
    Map<Arguments, OpContext> mine = contexts.get();
    Arguments arguments = new Arguments(operation);
    OpContext context = mine.remove(arguments);
    if (context == null) {
      context = executioner.buildContext();
      arguments.set(context);
    }
    Random random = Nd4j.getRandom();
    context.markInplace(operation.isInplaceCall());
    context.setRngStates(random.rootState(), random.nodeState());
    context.setInputArrays(operation.inputArguments());
    context.setOutputArrays(operation.outputArguments());
    INDArray[] results = executioner.exec(operation, context);
    Reference.reachabilityFence(operation);
    Pair<Long, Long> states = context.getRngStates();
    random.setStates(states.getFirst(), states.getSecond());
    context.purge();
    if (mine.size() < MOST) {
      mine.put(arguments, context);
    }
    return results;
  }

  /** What a context is told once. */
  private static final class Arguments {
    private final long[] integers;
    private final double[] reals;
    private final boolean[] flags;
    private final DataType[] types;

    Arguments(CustomOp operation) {
      this.integers = operation.iArgs();
      this.reals = operation.tArgs();
      this.flags = operation.bArgs();
      this.types = operation.dArgs();
    }

    void set(OpContext context) {
      context.setIArguments(integers);
      context.setTArguments(reals);
      context.setBArguments(flags);
      context.setDArguments(types);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Arguments arguments
          && Arrays.equals(integers, arguments.integers)
          && Arrays.equals(reals, arguments.reals)
          && Arrays.equals(flags, arguments.flags)
          && Arrays.equals(types, arguments.types);
    }

    @Override
    public int hashCode() {
      int numbers = 31 * Arrays.hashCode(integers) + Arrays.hashCode(reals);
      return 31 * (31 * numbers + Arrays.hashCode(flags)) + Arrays.hashCode(types);
    }
  }
}
