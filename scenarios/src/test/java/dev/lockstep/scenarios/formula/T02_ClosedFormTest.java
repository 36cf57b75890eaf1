package dev.lockstep.scenarios.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas as papers write them, with what their names stand for. */
class T02_ClosedFormTest {

  private static final Map<String, Double> SYMBOLS =
      Map.of("p", 4.0, "m", 8.0, "s", 1.0, "v", 2.0, "F", 1.0, "B", 2.0, "waves", 3.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time = m                                    | 8
          time = p m (F + B)                          | 96
          time = (m + p - 1)(F + B)                   | 33
          time = (m + (p - 1)/v)(F + B)               | 28.5
          time = 2(p - 1 - s) + 1                     | 5
          time = (m/p)(4 p - 2) F + 2 F               | 30
          time = 3 p waves                            | 36
          time = 2 floor((p + 3)/2)                   | 6
          time = 1 + min((p - 1 - s) mod m, 1)        | 2
          time = ceil(max(2(p - 1 - s) - 1, 0)/4)     | 1
          steady time ~ m F                           | 8
          time = m F where m >= p > 1 and B = 2 F     | 8
          time = m F where m mod p = 0                | 8
          time = m F where m = p                      |
          time = m F where m >= p and F = B           |
          """)
  void anEquationHasAValueWhereItsConditionsHold(String equation, Double value) {
    OptionalDouble expected = value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    assertThat(ClosedForm.in(equation)).singleElement().returns(expected, f -> f.value(SYMBOLS));
  }

  @Test
  void semicolonsPartEquationsAndProseIsNone() {
    List<ClosedForm> equations =
        ClosedForm.in("steady time = m F; bubble ~ 1/p where m = p; as 1f1b, but longer");
    assertThat(equations)
        .extracting(ClosedForm::figure, ClosedForm::exact)
        .containsExactly(tuple("steady time", true), tuple("bubble", false));
  }

  @Test
  void aNameThatStandsForNothingIsRefused() {
    assertThatThrownBy(() -> ClosedForm.in("time = q F").get(0).value(SYMBOLS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"q F\"")
        .hasMessageContaining("'q'");
  }
}
