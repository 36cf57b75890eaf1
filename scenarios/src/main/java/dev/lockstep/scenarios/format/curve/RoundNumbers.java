package dev.lockstep.scenarios.format.curve;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis: 1, 2 or 5 times a power of ten apart.
 *
 * @param numbers ascending
 */
public record RoundNumbers(List<BigDecimal> numbers) {

  private static final int[] STEPS = {1, 2, 5, 10};

  /** Copies the list. */
  public RoundNumbers {
    numbers = List.copyOf(numbers);
  }

  /** At most so many steps from one number to a greater one. */
  public static RoundNumbers between(double from, double to, int most) {
    double rough = (to - from) / most;
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
    BigDecimal step = power;
    for (int factor : STEPS) {
      step = power.multiply(BigDecimal.valueOf(factor));
      if (step.doubleValue() >= rough) {
        break;
      }
    }
    List<BigDecimal> numbers = new ArrayList<>();
    BigDecimal first = BigDecimal.valueOf(Math.ceil(from / step.doubleValue())).multiply(step);
    for (BigDecimal at = first; at.doubleValue() <= to; at = at.add(step)) {
      numbers.add(at.signum() == 0 ? BigDecimal.ZERO : at.round(MathContext.DECIMAL64));
    }
    return new RoundNumbers(numbers);
  }

  /** As it stands beside an axis. */
  public static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
