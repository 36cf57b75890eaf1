package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers between two others.
 *
 * @param from the first
 * @param to the last, above it
 * @param logarithmic whether equal steps are equal ratios
 * @param whole whether they are whole numbers
 */
record Range(BigDecimal from, BigDecimal to, boolean logarithmic, boolean whole) {

  /** Enough to tell values apart, and short in results. */
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /**
   * So many of them in equal steps, both ends among them; fewer, if whole numbers coincide.
   *
   * @param count at least 2
   */
  List<JsonNode> inSteps(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> at((double) i / (count - 1)))
        .distinct()
        .toList();
  }

  /** From the first on, as long as there are any. */
  List<JsonNode> every(BigDecimal step) {
    int last = to.subtract(from).divideToIntegralValue(step).intValueExact();
    return IntStream.rangeClosed(0, last)
        .mapToObj(i -> node(from.add(step.multiply(BigDecimal.valueOf(i)))))
        .toList();
  }

  /**
   * The number at a share of the way.
   *
   * @param share from 0 to 1
   */
  JsonNode at(double share) {
    if (share == 0 || share == 1) {
      return node(share == 0 ? from : to);
    }
    double value =
        logarithmic
            ? from.doubleValue() * Math.pow(to.doubleValue() / from.doubleValue(), share)
            : from.doubleValue() + share * (to.doubleValue() - from.doubleValue());
    BigDecimal number = BigDecimal.valueOf(value);
    return node(whole ? number.setScale(0, RoundingMode.HALF_EVEN) : number.round(DIGITS));
  }

  private JsonNode node(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
        ? JsonNodeFactory.instance.numberNode(plain.longValueExact())
        : JsonNodeFactory.instance.numberNode(number.doubleValue());
  }
}
