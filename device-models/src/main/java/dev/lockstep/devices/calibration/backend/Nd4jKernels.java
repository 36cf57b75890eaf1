package dev.lockstep.devices.calibration.backend;

import dev.lockstep.devices.calibration.KernelSource;
import dev.lockstep.devices.calibration.Machine;
import dev.lockstep.devices.calibration.PreparedKernel;
import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.Timing;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kernels through ND4J in single precision, on the backend that is on the class path. */
public final class Nd4jKernels implements KernelSource {

  private final Machine machine;

  private Nd4jKernels(Machine machine) {
    this.machine = machine;
  }

  /**
   * Starts ND4J, once in a process.
   *
   * @param threads threads that a kernel may use
   * @throws BackendException where the backend cannot be started here
   */
  public static Nd4jKernels start(int threads) {
    return new Nd4jKernels(Backend.start(threads));
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public LongSupplier clockNanos() {
    return Backend.clock(machine.threads()).nanos();
  }

  @Override
  public PreparedKernel prepare(Kernel kernel) {
    Operands operands = new Operands();
    if (kernel instanceof MatrixProduct product) {
      return new Held(
          operands,
          Rotation.of(operands, () -> Products.inTurn(product, operands)),
          Products.ORIENTATIONS);
    }
    if (kernel instanceof Convolution convolution) {
      return convolution(convolution, operands);
    }
    if (kernel instanceof Attention attention) {
      return new Held(operands, Rotation.of(operands, () -> attention(attention, operands)));
    }
    if (kernel instanceof MemoryPass pass) {
      return new Held(operands, Rotation.of(operands, () -> MemoryOperations.of(pass, operands)));
    }
    throw new IllegalArgumentException("%s is not work of one device".formatted(kernel));
  }

  private static PreparedKernel convolution(Convolution convolution, Operands operands) {
    Convolutions made = new Convolutions(convolution, operands);
    return switch (convolution.direction()) {
      case FORWARD -> new Held(operands, Rotation.of(operands, made::forward));
      case INPUT_GRADIENT -> new Held(operands, Rotation.of(operands, made::inputGradient));
      case WEIGHT_GRADIENT ->
          new Difference(
              operands,
              Rotation.of(operands, made::bothGradients),
              Rotation.of(operands, made::inputGradient));
    };
  }

  private static Runnable attention(Attention attention, Operands operands) {
    if (attention.causal()) {
      throw new IllegalArgumentException(
          "%s is causal; ND4J's attention takes no triangular mask".formatted(attention));
    }
    long batch = attention.batch();
    INDArray query = operands.of(batch, attention.headSize(), attention.querySequence());
    INDArray key = operands.of(batch, attention.headSize(), attention.keySequence());
    INDArray value = operands.of(batch, attention.valueSize(), attention.keySequence());
    INDArray out = operands.of(batch, attention.valueSize(), attention.querySequence());
    if (attention.direction() == Direction.FORWARD) {
      return Operations.attention(query, key, value, out);
    }
    INDArray[] gradients = {
      operands.of(query.shape()), operands.of(key.shape()), operands.of(value.shape())
    };
    return Operations.attentionGradients(query, key, value, out, gradients);
  }

  private record Held(Operands operands, Runnable work, int parts) implements PreparedKernel {
    Held(Operands operands, Runnable work) {
      this(operands, work, 1);
    }

    @Override
    public Timing time(KernelTimer timer) {
      return timer.time(work).ofOneIn(parts);
    }

    @Override
    public void close() {
      operands.close();
    }
  }

  /**
   * ND4J has no weight gradient alone: it is what both gradients take longer than the input's, at
   * least a twentieth of both.
   */
  private record Difference(Operands operands, Runnable both, Runnable part)
      implements PreparedKernel {
    private static final double LEAST_SHARE = 0.05;

    @Override
    public Timing time(KernelTimer timer) {
      Timing whole = timer.time(both);
      Timing less = timer.time(part);
      return new Timing(
          difference(whole.quietNanos(), less.quietNanos()),
          difference(whole.medianNanos(), less.medianNanos()),
          whole.deviationNanos() + less.deviationNanos(),
          Math.min(whole.samples(), less.samples()),
          whole.outliers() + less.outliers());
    }

    private static double difference(double whole, double part) {
      return Math.max(LEAST_SHARE * whole, whole - part);
    }

    @Override
    public void close() {
      operands.close();
    }
  }
}
