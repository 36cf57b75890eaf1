package dev.lockstep.scenarios.validation;

import static dev.lockstep.scenarios.validation.Rows.line;
import static dev.lockstep.scenarios.validation.Rows.scenario;
import static dev.lockstep.scenarios.validation.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measured figures beside predicted ones, on pipelines whose figures one knows. */
class T01_ValidationTest {

  private static final String ONE_F_ONE_B = scenario("1f1b", 2, 5); // 3 (5 + 1) = 18 ms

  @TempDir private Path folder;

  @Test
  void a_figure_is_looked_up_by_its_name_in_the_result() {
    Comparison row = only(line("a", ONE_F_ONE_B, "\"makespanMs\": 20", ""));

    assertThat(row.predicted()).hasValue(18);
    assertThat(row.error().orElseThrow()).isCloseTo(-0.1, within(1e-12));
    assertThat(row.reason()).isEmpty();
  }

  @Test
  void several_figures_are_several_lines() {
    List<Comparison> rows =
        validated(line("a", ONE_F_ONE_B, "\"makespanMs\": 18, \"bubbleFraction\": 0.2", ""));

    assertThat(rows).extracting(Comparison::figure).containsExactly("makespanMs", "bubbleFraction");
    assertThat(rows.get(1).predicted().orElseThrow()).isCloseTo(1.0 / 6, within(1e-12));
  }

  @Test
  void of_a_figure_of_devices_the_largest_counts() {
    String sizes = ONE_F_ONE_B.replace("\"stages\"", "\"activationBytes\": 1000, \"stages\"");

    // 1F1B: the first of two stages holds two micro-batches at once
    Comparison memory = only(line("a", sizes, "\"peakMemoryBytes\": 2000", ""));
    Comparison inFlight = only(line("a", sizes, "\"peakInFlight\": 2", ""));

    assertThat(memory.predicted()).hasValue(2000);
    assertThat(inFlight.predicted()).hasValue(2);
  }

  @Test
  void a_figure_that_the_result_lacks_is_a_reason_and_no_abort() {
    List<Comparison> rows =
        validated(
            line("a", ONE_F_ONE_B, "\"mfu\": 0.5, \"peakMemoryBytes\": 7, \"makespanMs\": 18", ""));

    assertThat(rows.get(0).reason()).contains("no basis for mfu");
    assertThat(rows.get(1).reason()).contains("no basis for peakMemoryBytes");
    assertThat(rows.get(2).predicted()).hasValue(18);
  }

  @Test
  void a_refused_scenario_is_a_row_with_its_reason() {
    List<Comparison> rows =
        validated(
            line("a", scenario("warp", 2, 5), "\"makespanMs\": 1", ""),
            line("b", "{}", "\"makespanMs\": 1", ""),
            line("c", scenario("gn-dgl", 3, 5), "\"makespanMs\": 1", ""),
            line("d", ONE_F_ONE_B, "\"makespanMs\": 18", ""));

    assertThat(rows.get(0).reason().orElseThrow())
        .startsWith("scenario: /strategy/name: ")
        .contains("warp");
    assertThat(rows.get(1).reason().orElseThrow())
        .startsWith("scenario: key \"model\" is missing. Add it; known keys: name, model, ");
    assertThat(rows.get(2).reason().orElseThrow()).startsWith("scenario: /strategy");
    assertThat(rows.get(3).predicted()).hasValue(18);
  }

  @Test
  void a_ratio_is_divided_by_the_other_rows_prediction() {
    List<Comparison> rows =
        validated(
            line("base", scenario("1f1b", 2, 5), "", ""),
            line("a", scenario("1f1b", 2, 11), "\"makespanMs\": 1.9", ", \"relativeTo\": \"base\""),
            line("b", scenario("1f1b", 2, 2), "\"makespanMs\": 0.5", ", \"relativeTo\": \"a\""));

    assertThat(rows).extracting(Comparison::id).containsExactly("a", "b");
    assertThat(rows.get(0).predicted()).hasValue(36.0 / 18);
    assertThat(rows.get(1).predicted()).hasValue(9.0 / 36);
    assertThat(rows.get(0).error().orElseThrow()).isCloseTo(2 / 1.9 - 1, within(1e-12));
  }

  @Test
  void a_ratio_to_a_refused_row_says_whose_fault_it_is() {
    List<Comparison> rows =
        validated(
            line("base", scenario("warp", 2, 5), "", ""),
            line("a", ONE_F_ONE_B, "\"makespanMs\": 1.9", ", \"relativeTo\": \"base\""),
            line("b", ONE_F_ONE_B, "\"mfu\": 1.9", ", \"relativeTo\": \"a\""));

    assertThat(rows.get(0).reason().orElseThrow())
        .startsWith("relative to base: scenario: /strategy/name: ");
    assertThat(rows.get(1).reason()).contains("no basis for mfu");
  }

  @Test
  void a_ratio_to_nothing_is_no_number() {
    List<Comparison> rows =
        validated(
            line("base", scenario("1f1b", 1, 5), "", ""),
            line("a", ONE_F_ONE_B, "\"bubbleFraction\": 2", ", \"relativeTo\": \"base\""));

    assertThat(rows.get(0).reason()).contains("the prediction is Infinity");
  }

  @Test
  void rows_come_in_the_order_of_the_files_whoever_is_done_first() {
    String[] lines =
        IntStream.range(0, 60)
            .mapToObj(i -> line("r" + i, scenario("1f1b", 2, 60 - i), "\"makespanMs\": 1", ""))
            .toArray(String[]::new);
    AtomicInteger steps = new AtomicInteger();

    Validation validation = Validation.of(data(lines), steps::incrementAndGet);

    assertThat(validation.comparisons())
        .extracting(row -> row.predicted().orElseThrow())
        .containsExactly(
            IntStream.range(0, 60).mapToObj(i -> 3.0 * (61 - i)).toArray(Double[]::new));
    assertThat(steps).hasValue(60);
  }

  @Test
  void fitted_rows_never_enter_the_headline() {
    Summary summary =
        Summary.of(
            Validation.of(
                data(
                    line("a", ONE_F_ONE_B, "\"makespanMs\": 20", ""),
                    line("b", ONE_F_ONE_B, "\"makespanMs\": 18", ", \"fitted\": true"),
                    line("c", ONE_F_ONE_B, "\"makespanMs\": 18", ", \"calculated\": true")),
                () -> {}));

    Accuracy unfitted = summary.overall().get(Standing.UNFITTED);
    assertThat(unfitted.rows()).isEqualTo(1);
    assertThat(unfitted.meanError().orElseThrow()).isCloseTo(0.1, within(1e-12));
    assertThat(summary.overall().get(Standing.FITTED).meanError()).hasValue(0);
    assertThat(summary.overall().get(Standing.CALCULATED).rows()).isEqualTo(1);
    assertThat(summary.families())
        .singleElement()
        .satisfies(family -> assertThat(family.rows()).isEqualTo(summary.overall()));
  }

  @Test
  void a_family_can_be_chosen() {
    MeasuredData all =
        data(
            line("a", ONE_F_ONE_B, "\"makespanMs\": 1", ""),
            line("b", ONE_F_ONE_B, "\"makespanMs\": 1", "").replace("tiny", "other"));

    assertThat(all.size()).isEqualTo(2);
    assertThat(all.only(List.of("other")).files())
        .singleElement()
        .satisfies(rows -> assertThat(rows).extracting("id").containsExactly("b"));
    assertThatThrownBy(() -> all.only(List.of("othr")))
        .hasMessage("unknown family \"othr\"; did you mean \"other\"? known families: tiny, other");
  }

  private Comparison only(String line) {
    List<Comparison> rows = validated(line);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private List<Comparison> validated(String... lines) {
    return Validation.of(data(lines), () -> {}).comparisons();
  }

  private MeasuredData data(String... lines) {
    MeasuredData data =
        MeasuredData.read(false, List.of(write(folder.resolve("rows.jsonl"), lines)));
    assertThat(data.problems()).isEmpty();
    return data;
  }
}
