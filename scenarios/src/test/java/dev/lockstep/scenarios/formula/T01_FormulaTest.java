package dev.lockstep.scenarios.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand between the braces of a placeholder. */
class T01_FormulaTest {

  private static final Map<String, String> CELLS =
      Map.of(
          "gpus", "64", "tp", "8", "pp", "4", "size", "1.7e9", "model", "GPT", "remat", "True",
          "none", "", "MFU (%)", "41.5");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gpus                                | 64
          MFU (%)                             | 41.5
          gpus / (tp * pp)                    | 2
          gpus/8 + 1                          | 9
          tp / 3 * 3                          | 8
          -tp                                 | -8
          2 ^ tp                              | 256
          size / 1e9                          | 1.7
          model                               | GPT
          remat                               | true
          model + "-" + tp                    | GPT-8
          IF(model = "GPT", 51200, 0)         | 51200
          IF(remat, 'full', 'none')           | full
          SWITCH(tp, 8, "node", "part")       | node
          COALESCE(none, 3)                   | 3
          MAX(tp, pp) - MIN(tp, pp)           | 4
          ROUND(size / 3e8, 1)                | 5.7
          FLOOR(gpus / 5) + CEILING(gpus / 5) | 25
          IF(STR_CONTAINS(model, "gp"), 1, 2) | 1
          """)
  void values(String formula, String value) {
    Object found = new Formula(formula, CELLS.keySet()).value(CELLS).orElseThrow();

    assertThat(found instanceof BigDecimal number ? plain(number) : found.toString())
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"none", "none * 8", "none + 1", "\"a\" + none"})
  void over_an_empty_cell_all_is_empty(String formula) {
    assertThat(new Formula(formula, CELLS.keySet()).value(CELLS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gpu * 2      | unknown column "gpu"; did you mean "gpus"?
          gpus *       | "gpus *": Missing second operand for operator
          RANDOM()     | "RANDOM()": Undefined function 'RANDOM'
          e * 2        | unknown column "e"
          """)
  void what_cannot_be_understood_is_refused_before_any_row(String formula, String message) {
    assertThatThrownBy(() -> new Formula(formula, CELLS.keySet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_has_no_value_is_refused() {
    assertThatThrownBy(() -> new Formula("model * 2", CELLS.keySet()).value(CELLS))
        .hasMessageContaining("\"model * 2\": Unsupported data types");
    assertThatThrownBy(() -> new Formula("1 / (tp - 8)", CELLS.keySet()).value(CELLS))
        .hasMessageContaining("Division by zero");
  }

  private static String plain(BigDecimal number) {
    return number.round(new MathContext(10)).stripTrailingZeros().toPlainString();
  }
}
