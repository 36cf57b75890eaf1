package dev.lockstep.scenarios.kerneltable;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.Optional;

/** Fills in the cells that a kernel has. */
final class KernelRowBuilder {

  private final String precision;
  private String kernel = "";
  private Optional<String> direction = Optional.empty();
  private Optional<Long> batch = Optional.empty();
  private Optional<MatrixProduct> product = Optional.empty();
  private Optional<Convolution> convolution = Optional.empty();
  private Optional<Attention> attention = Optional.empty();
  private Optional<Double> bytes = Optional.empty();

  KernelRowBuilder(String precision) {
    this.precision = precision;
  }

  void product(String name, MatrixProduct work) {
    kernel = name;
    batch = Optional.of(work.batch());
    product = Optional.of(work);
  }

  void convolution(String name, Convolution work) {
    kernel = name;
    direction = Optional.of(KernelRow.word(work.direction()));
    convolution = Optional.of(work);
  }

  void attention(String name, Attention work) {
    kernel = name;
    direction = Optional.of(KernelRow.word(work.direction()));
    batch = Optional.of(work.batch());
    attention = Optional.of(work);
  }

  void pass(MemoryPass work) {
    kernel = work.name();
    bytes = Optional.of(work.sizeBytes());
  }

  KernelRow timeUs(double micros) {
    return new KernelRow(
        kernel,
        precision,
        direction,
        batch,
        product.map(MatrixProduct::m),
        product.map(MatrixProduct::n),
        product.map(MatrixProduct::k),
        convolution.map(Convolution::images),
        convolution.map(Convolution::inputChannels),
        convolution.map(Convolution::outputChannels),
        convolution.map(Convolution::outputHeight),
        convolution.map(Convolution::outputWidth),
        convolution.map(Convolution::kernelHeight),
        convolution.map(Convolution::kernelWidth),
        convolution.map(Convolution::stride),
        convolution.map(Convolution::groups),
        attention.map(Attention::querySequence),
        attention.map(Attention::keySequence),
        attention.map(Attention::headSize),
        attention.map(Attention::valueSize),
        attention.map(Attention::causal),
        bytes,
        Optional.of(micros));
  }
}
