package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adam and AdamW, by hand and beside a loop over plain numbers. */
class T02_AdamTest {

  /** With both moments corrected, the first step is the rate, whatever the gradient's size. */
  @Test
  void theFirstStepIsTheRateLong() {
    Trial trial = new Trial(Adam.usual());

    trial.step(0.1, 1, -20, 0.003);

    double[] expected = {1 - 0.1, -2 + 0.1, 0.5 - 0.1};
    assertThat(trial.all()).containsExactly(expected, within(1e-6));
  }

  /**
   * Gradients 1 and then 3, betas of a half: m = 0.5, then 1.75, corrected by 0.75 to 7/3; v = 0.5,
   * then 4.75, corrected to 19/3.
   */
  @Test
  void twoStepsByHand() {
    Trial trial = new Trial(new Adam(0.5, 0.5, 1e-12, 0));

    trial.step(0.1, 1, 1, 1);
    trial.step(0.1, 3, 3, 3);

    double second = 0.1 * (7 / 3.0) / Math.sqrt(19 / 3.0);
    double[] expected = {1 - 0.1 - second, -2 - 0.1 - second, 0.5 - 0.1 - second};
    assertThat(trial.all()).containsExactly(expected, within(1e-9));
    assertThat(trial.expected(0.1))
        .containsExactly(new double[] {second, second, second}, within(1e-9));
  }

  @Test
  void nothingIsExpectedBeforeTheFirstStep() {
    assertThat(new Trial(Adam.usual()).expected(0.1)).containsExactly(0, 0, 0);
    assertThat(new Trial(new AdamW(0.9, 0.999, 1e-8, 0.1)).expected(0.1)).containsExactly(0, 0, 0);
  }

  /** Without a gradient the moments stay 0, and only the decay acts: not on the bias. */
  @Test
  void decoupledDecayNeedsNoGradient() {
    Trial trial = new Trial(new AdamW(0.9, 0.999, 1e-8, 0.5));

    trial.step(0.1, 0, 0, 0);

    trial.shows(1 * 0.95, -2 * 0.95, 0.5);
    assertThat(trial.expected(0.1))
        .containsExactly(new double[] {0.95 * 0.05, -1.9 * 0.05, 0}, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.1, false", "0.1, true"})
  void twentyStepsAreThoseOfTheFormula(double decay, boolean decoupled) {
    Trial trial =
        new Trial(decoupled ? new AdamW(0.9, 0.99, 1e-8, decay) : new Adam(0.9, 0.99, 1e-8, decay));
    trial.run(0, 20, 0.05);

    double[] w = Trial.START.clone();
    double[] m = new double[w.length];
    double[] v = new double[w.length];
    for (int t = 1; t <= 20; t++) {
      for (int i = 0; i < w.length; i++) {
        double decayed = i < 2 ? decay * w[i] : 0;
        double g = Trial.gradient(t - 1, w[i]) + (decoupled ? 0 : decayed);
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.99 * v[i] + 0.01 * g * g;
        double root = Math.sqrt(v[i] / (1 - Math.pow(0.99, t))) + 1e-8;
        double step = 0.05 * m[i] / (1 - Math.pow(0.9, t)) / root;
        w[i] -= step + (decoupled ? 0.05 * decayed : 0);
      }
    }
    trial.shows(w);
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new AdamW(1, 0.9, 1e-8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("betas 1.0 and 0.9");
    assertThatThrownBy(() -> new Adam(0.9, 0.9, 0, 0)).hasMessageContaining("epsilon 0.0");
  }
}
