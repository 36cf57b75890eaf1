package dev.lockstep.devices.layers;

import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.ArrayList;
import java.util.List;

/** Adds up the work of one layer, kernel by kernel. */
public final class WorkBuilder {

  private static final int EIGHT_BITS = 1;

  /**
   * Experts are multiplied one by one, side by side on several streams (TransformerEngine's grouped
   * linear layer); in 8 bits each also quantises its operand and lays out two of scales.
   */
  private static final int LAUNCHES_OF_AN_8_BIT_EXPERT = 4;

  private static final String GRADIENT = " gradient";

  private final Execution execution;
  private final List<Kernel> forward = new ArrayList<>();
  private final List<Kernel> selected = new ArrayList<>();
  private final List<Kernel> inputGradient = new ArrayList<>();
  private final List<Kernel> weightGradient = new ArrayList<>();
  private double parameters;
  private double expertParameters;
  private double keptBytes;
  private double recomputableBytes;
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
    return products(1, rows, inputs, outputs);
  }

  /** The same for each of some experts. */
  public WorkBuilder experts(long experts, long rows, long inputs, long outputs) {
    return products(experts, rows, inputs, outputs);
  }

  private WorkBuilder products(long batch, long rows, long inputs, long outputs) {
    boolean eightBits = execution.precision().operandBytes() <= EIGHT_BITS;
    if (eightBits) {
      quantise((double) batch * rows * inputs, (double) batch * rows * outputs);
    }
    int launches =
        Math.toIntExact(batch > 1 && eightBits ? batch * LAUNCHES_OF_AN_8_BIT_EXPERT : batch);
    forward.add(new MatrixProduct(batch, rows, outputs, inputs, launches));
    inputGradient.add(new MatrixProduct(batch, rows, inputs, outputs, launches));
    weightGradient.add(new MatrixProduct(batch, inputs, outputs, rows, launches));
    return this;
  }

  /** Inputs and output gradients are read, and written twice in 8 bits, one copy transposed. */
  private void quantise(double inputElements, double outputElements) {
    double bytes =
        execution.precision().activationBytes() + 2 * execution.precision().operandBytes();
    forward.add(MemoryPass.of("quantise", bytes * inputElements));
    inputGradient.add(MemoryPass.of("quantise", bytes * outputElements));
  }

  /** A product of activations with activations, as forward. */
  public WorkBuilder forward(Kernel kernel) {
    forward.add(kernel);
    return this;
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
      forward.add(MemoryPass.of(name, bytes * forwardElements));
    }
    if (backwardElements > 0) {
      inputGradient.add(MemoryPass.of(gradientOf(name), bytes * backwardElements));
    }
    return this;
  }

  /** What the backward of a pass is called. */
  public static String gradientOf(String name) {
    return name.endsWith(GRADIENT) ? name : name + GRADIENT;
  }

  /** A collective of the forward. */
  public WorkBuilder exchange(Collective.Kind kind, double sizeBytes, Collective.Axis axis) {
    forward.add(new Collective(kind, sizeBytes, axis, false));
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
      case FULL -> layer(name, kind, forward, inputBytes, inputBytes, all, outputBytes);
    };
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
