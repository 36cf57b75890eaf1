package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A row as files hold it: sizes that a kernel has none of are absent. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({
  "kernel",
  "precision",
  "direction",
  "batch",
  "m",
  "n",
  "k",
  "images",
  "inputChannels",
  "outputChannels",
  "height",
  "width",
  "kernelHeight",
  "kernelWidth",
  "stride",
  "groups",
  "queries",
  "keys",
  "headSize",
  "valueSize",
  "causal",
  "bytes",
  "timeUs"
})
record KernelRow(
    String kernel,
    String precision,
    Optional<String> direction,
    Optional<Long> batch,
    Optional<Long> m,
    Optional<Long> n,
    Optional<Long> k,
    Optional<Long> images,
    Optional<Integer> inputChannels,
    Optional<Integer> outputChannels,
    Optional<Integer> height,
    Optional<Integer> width,
    Optional<Integer> kernelHeight,
    Optional<Integer> kernelWidth,
    Optional<Integer> stride,
    Optional<Integer> groups,
    Optional<Long> queries,
    Optional<Long> keys,
    Optional<Integer> headSize,
    Optional<Integer> valueSize,
    Optional<Boolean> causal,
    Optional<Double> bytes,
    Optional<Double> timeUs) {

  private static final String PRODUCT = "matrix-product";
  private static final String CONVOLUTION = "convolution";
  private static final String ATTENTION = "attention";
  private static final double MICROS = 1e6;

  static KernelRow of(MeasuredKernel measured) {
    KernelRowBuilder row = new KernelRowBuilder(measured.precision().label());
    Kernel kernel = measured.kernel();
    if (kernel instanceof MatrixProduct product) {
      row.product(PRODUCT, product);
    } else if (kernel instanceof Convolution convolution) {
      row.convolution(CONVOLUTION, convolution);
    } else if (kernel instanceof Attention attention) {
      row.attention(ATTENTION, attention);
    } else if (kernel instanceof MemoryPass pass) {
      row.pass(pass);
    } else {
      throw new IllegalArgumentException("%s is not work of one device".formatted(kernel));
    }
    return row.timeUs(measured.seconds() * MICROS);
  }

  /**
   * What the row says.
   *
   * @throws IllegalArgumentException if a size is missing or not above zero, or a word is unknown
   */
  MeasuredKernel measured() {
    double micros = needed(timeUs, "timeUs");
    return new MeasuredKernel(work(), precisionOf(precision), micros / MICROS);
  }

  private Kernel work() {
    if (kernel == null || kernel.isBlank()) {
      throw new IllegalArgumentException("kernel is missing; it must name one");
    }
    return switch (kernel) {
      case PRODUCT ->
          new MatrixProduct(
              batch.isPresent() ? positive(batch, "batch") : 1,
              positive(m, "m"),
              positive(n, "n"),
              positive(k, "k"));
      case CONVOLUTION ->
          new Convolution(
              positive(images, "images"),
              positive(inputChannels, "inputChannels"),
              positive(outputChannels, "outputChannels"),
              positive(height, "height"),
              positive(width, "width"),
              positive(kernelHeight, "kernelHeight"),
              positive(kernelWidth, "kernelWidth"),
              stride.isPresent() ? positive(stride, "stride") : 1,
              groups.isPresent() ? positive(groups, "groups") : 1,
              directionOf(needed(direction, "direction")));
      case ATTENTION ->
          new Attention(
              positive(batch, "batch"),
              positive(queries, "queries"),
              positive(keys, "keys"),
              positive(headSize, "headSize"),
              valueSize.isPresent()
                  ? positive(valueSize, "valueSize")
                  : positive(headSize, "headSize"),
              causal.orElse(false),
              directionOf(needed(direction, "direction")));
      default -> MemoryPass.of(kernel, positive(bytes, "bytes"));
    };
  }

  private static <T> T needed(Optional<T> cell, String name) {
    return cell.orElseThrow(
        () -> new IllegalArgumentException(name + " is missing; it must be given"));
  }

  private static <T extends Number> T positive(Optional<T> cell, String name) {
    T value = needed(cell, name);
    if (!(value.doubleValue() > 0)) {
      throw new IllegalArgumentException("%s is %s; it must be above 0".formatted(name, value));
    }
    return value;
  }

  private static Precision precisionOf(String word) {
    return Arrays.stream(Precision.values())
        .filter(precision -> precision.label().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "precision is '%s'; it must be one of %s"
                        .formatted(
                            word,
                            Arrays.stream(Precision.values()).map(Precision::label).toList())));
  }

  static String word(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Direction directionOf(String word) {
    return Arrays.stream(Direction.values())
        .filter(direction -> word(direction).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "direction is '%s'; it must be one of %s"
                        .formatted(
                            word,
                            Arrays.stream(Direction.values()).map(KernelRow::word).toList())));
  }
}
