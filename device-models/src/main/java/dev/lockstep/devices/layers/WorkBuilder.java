package dev.lockstep.devices.layers;

import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds up the work of one layer, kernel by kernel. */
public final class WorkBuilder {

  /**
   * Experts are multiplied one by one, side by side on several streams (TransformerEngine's grouped
   * linear layer); in 8 bits each also quantises its operand and lays out two of scales.
   */
  private static final int LAUNCHES_OF_AN_8_BIT_EXPERT = 4;

  private static final String GRADIENT = " gradient";

  private final Execution execution;
  private final List<Kernel> forward = new ArrayList<>();
  private final List<Kernel> selected = new ArrayList<>();
  private final List<Kernel> alternate = new ArrayList<>();
  private final List<Kernel> inputGradient = new ArrayList<>();
  private final List<Kernel> weightGradient = new ArrayList<>();
  private double parameters;
  private double expertParameters;
  private double keptBytes;
  private double recomputableBytes;
  private double alternateBytes;
  private double weightGradientStashBytes;
  private double workBytes;
  private double modelFlops;

  /** Starts with nothing. */
  public WorkBuilder(Execution execution) {
    this.execution = execution;
  }

  /**
   * A matrix of weights applied to rows of activations: forward, input gradient and weight gradient
   * are one product each. Its input is not counted as kept: what is normalised or activated before
   * it says so.
   *
   * @param rows rows of activations, on this device
   * @param inputs columns of the activations
   * @param outputs columns of the result, on this device
   */
  public WorkBuilder linear(long rows, long inputs, long outputs) {
    quantise((double) rows * inputs, 1, (double) rows * outputs, 1);
    return products(1, rows, inputs, outputs);
  }

  /** The same where the input was gathered from tensor-parallel ranks: several read one input. */
  public WorkBuilder behindGather(long rows, long inputs, long... outputs) {
    double all = Arrays.stream(outputs).sum();
    quantise((double) rows * inputs, gatheredShare(), rows * all, 1);
    Arrays.stream(outputs).forEach(columns -> products(1, rows, inputs, columns));
    return this;
  }

  /** The same where the output is summed over tensor-parallel ranks, its gradient gathered. */
  public WorkBuilder beforeSum(long rows, long inputs, long outputs) {
    quantise((double) rows * inputs, 1, (double) rows * outputs, gatheredShare());
    return products(1, rows, inputs, outputs);
  }

  /** The same for each of some experts. */
  public WorkBuilder experts(long experts, long rows, long inputs, long outputs) {
    quantise((double) experts * rows * inputs, 1, (double) experts * rows * outputs, 1);
    return products(experts, rows, inputs, outputs);
  }

  private WorkBuilder products(long batch, long rows, long inputs, long outputs) {
    boolean eightBits = execution.hasEightBitProducts();
    int launches =
        Math.toIntExact(batch > 1 && eightBits ? batch * LAUNCHES_OF_AN_8_BIT_EXPERT : batch);
    forward.add(product(batch, rows, outputs, inputs, launches));
    inputGradient.add(product(batch, rows, inputs, outputs, launches));
    weightGradient.add(product(batch, inputs, outputs, rows, launches));
    return this;
  }

  /** PyTorch keeps to 16 bits where a layer is told to; for others all products are alike. */
  private MatrixProduct product(long batch, long m, long n, long k, int launches) {
    MatrixProduct product = new MatrixProduct(batch, m, n, k).in(launches);
    return execution.software().isPytorch() && !execution.hasEightBitProducts()
        ? product.wide()
        : product;
  }

  /** Part of what tensor-parallel ranks gather that a rank had: PyTorch gathers 8 bits. */
  private double gatheredShare() {
    boolean shared = execution.sequenceParallel() && execution.software().isPytorch();
    return shared ? 1.0 / execution.tensor() : 1;
  }

  /**
   * For products in 8 bits, inputs and output gradients are read, and written twice, one copy
   * transposed. PyTorch reads them once more before, for their largest element, and makes the
   * transposed copy from the other in the backward (torchao, float8).
   *
   * @param inputShare part of the inputs that is in 16 bits on this device
   * @param gradientShare the same of the output gradients
   */
  private void quantise(double inputs, double inputShare, double gradients, double gradientShare) {
    if (!execution.hasEightBitProducts()) {
      return;
    }
    int wide = execution.precision().activationBytes();
    double narrow = execution.precision().operandBytes();
    boolean pytorch = execution.software().isPytorch();
    double cast = pytorch ? 2 * wide + narrow : wide + 2 * narrow;
    double transposed = pytorch ? 2 * narrow : 0;
    MemoryPass forth = MemoryPass.of("quantise", cast * inputShare * inputs);
    forward.add(forth);
    alternate.add(forth);
    double back = transposed * (inputs + gradients) + cast * gradientShare * gradients;
    inputGradient.add(MemoryPass.of("quantise", back));
  }

  /** A product of activations with activations, as forward. */
  public WorkBuilder forward(Kernel kernel) {
    forward.add(kernel);
    return this;
  }

  /** A product of the forward that recomputation of every other product runs again. */
  public WorkBuilder alternate(long rows, long inputs, long outputs) {
    alternate.add(new MatrixProduct(1, rows, outputs, inputs));
    return this;
  }

  /** Bytes that recomputation of every other product keeps, besides the layer's input. */
  public WorkBuilder keepIfAlternate(double sizeBytes) {
    alternateBytes += sizeBytes;
    return this;
  }

  /** Bytes kept to the backward unless the whole layer is recomputed. */
  public WorkBuilder keepAlways(double sizeBytes) {
    return keep(sizeBytes).keepIfAlternate(sizeBytes);
  }

  /** A kernel of the forward that selective recomputation runs again in the backward. */
  public WorkBuilder selected(Kernel kernel) {
    forward.add(kernel);
    selected.add(kernel);
    return this;
  }

  /** A kernel of the input gradient. */
  public WorkBuilder inputGradient(Kernel kernel) {
    inputGradient.add(kernel);
    return this;
  }

  /** A kernel of the weight gradient. */
  public WorkBuilder weightGradient(Kernel kernel) {
    weightGradient.add(kernel);
    return this;
  }

  /**
   * Work over memory.
   *
   * @param name of the forward; the backward is called its gradient
   * @param forwardElements elements read and written in the forward
   * @param backwardElements elements read and written in the backward
   */
  public WorkBuilder pass(String name, double forwardElements, double backwardElements) {
    int bytes = execution.precision().activationBytes();
    if (forwardElements > 0) {
      MemoryPass pass = MemoryPass.of(name, bytes * forwardElements);
      forward.add(pass);
      alternate.add(pass);
    }
    if (backwardElements > 0) {
      inputGradient.add(MemoryPass.of(gradientOf(name), bytes * backwardElements));
    }
    return this;
  }

  /**
   * Work over memory that PyTorch does in one kernel only where it compiles it; else in several,
   * each of which reads and writes its own.
   *
   * @param separate kernels of the operation, and how much more than one kernel they move
   */
  public WorkBuilder pass(
      String name, double forwardElements, double backwardElements, SeparateKernels separate) {
    if (execution.software() != Software.EAGER) {
      return pass(name, forwardElements, backwardElements);
    }
    int bytes = execution.precision().activationBytes();
    MemoryPass pass = separate.forward(name, bytes * forwardElements);
    forward.add(pass);
    alternate.add(pass);
    inputGradient.add(separate.backward(gradientOf(name), bytes * backwardElements));
    return this;
  }

  /** What the backward of a pass is called. */
  public static String gradientOf(String name) {
    return name.endsWith(GRADIENT) ? name : name + GRADIENT;
  }

  /** A collective of the forward. */
  public WorkBuilder exchange(Collective.Kind kind, double sizeBytes, Collective.Axis axis) {
    Collective collective = new Collective(kind, sizeBytes, axis, false);
    forward.add(collective);
    if (kind == Collective.Kind.ALL_GATHER) {
      alternate.add(collective);
    }
    return this;
  }

  /** A collective of the backward. */
  public WorkBuilder exchangeBack(
      Collective.Kind kind, double sizeBytes, Collective.Axis axis, boolean overlapped) {
    inputGradient.add(new Collective(kind, sizeBytes, axis, overlapped));
    return this;
  }

  /** Bytes kept from the forward to the backward. */
  public WorkBuilder keep(double sizeBytes) {
    keptBytes += sizeBytes;
    return this;
  }

  /** Bytes kept to the backward unless selective recomputation makes them again. */
  public WorkBuilder keepUnlessSelected(double sizeBytes) {
    recomputableBytes += sizeBytes;
    return this;
  }

  /** Bytes kept to the weight gradient, as the input of a linear layer is. */
  public WorkBuilder keepInput(double sizeBytes) {
    keptBytes += sizeBytes;
    weightGradientStashBytes += sizeBytes;
    return this;
  }

  /** Bytes that are needed only while the layer is computed. */
  public WorkBuilder work(double sizeBytes) {
    workBytes += sizeBytes;
    return this;
  }

  /** Weights on this device. */
  public WorkBuilder parameters(double count) {
    parameters += count;
    return this;
  }

  /** Weights of experts on this device. */
  public WorkBuilder expertParameters(double count) {
    expertParameters += count;
    return this;
  }

  /** Operations that the model needs, over all devices, forward and backward. */
  public WorkBuilder modelFlops(double flops) {
    modelFlops += flops;
    return this;
  }

  /**
   * The layer.
   *
   * @param inputBytes what the layer before it hands over: all that full recomputation keeps
   * @param outputBytes what it hands on
   */
  public LayerWork build(String name, LayerWork.Kind kind, double inputBytes, double outputBytes) {
    Recompute recompute = kind == LayerWork.Kind.BLOCK ? execution.recompute() : Recompute.NONE;
    double all = keptBytes + recomputableBytes;
    return switch (recompute) {
      case NONE -> layer(name, kind, List.of(), all, weightGradientStashBytes, 0, outputBytes);
      case SELECTIVE ->
          layer(
              name,
              kind,
              selected,
              keptBytes,
              weightGradientStashBytes,
              recomputableBytes,
              outputBytes);
      case ALTERNATE -> {
        double kept = inputBytes + alternateBytes;
        yield layer(name, kind, alternate, kept, weightGradientStashBytes, all, outputBytes);
      }
      case FULL -> layer(name, kind, again(), inputBytes, inputBytes, all, outputBytes);
    };
  }

  /**
   * The forward as full recomputation runs it: PyTorch stops at the input of the last product, the
   * last that a backward reads.
   */
  private List<Kernel> again() {
    int end = forward.size();
    if (execution.software().isPytorch()) {
      for (int i = 0; i < forward.size(); i++) {
        end = forward.get(i) instanceof MatrixProduct ? i : end;
      }
    }
    return forward.subList(0, end);
  }

  private LayerWork layer(
      String name,
      LayerWork.Kind kind,
      List<Kernel> recomputed,
      double activationBytes,
      double stashBytes,
      double againBytes,
      double outputBytes) {
    return new LayerWork(
        name,
        kind,
        forward,
        recomputed,
        inputGradient,
        weightGradient,
        parameters,
        expertParameters,
        activationBytes,
        Math.min(stashBytes, activationBytes),
        workBytes + againBytes,
        outputBytes,
        modelFlops);
  }
}
