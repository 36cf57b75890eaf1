package dev.lockstep.scenarios.format.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written as JSON is read as what it was. */
class T02_ReadAgainTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("runs.json");
  }

  @Test
  void one_object() throws IOException {
    TrainingResult result = result("1f1b", Optional.of(0.1 + 0.2));
    Files.writeString(file, TrainingJson.of(result));

    assertThat(TrainingFile.isOne(file)).isTrue();
    assertThat(TrainingFile.read(file)).isEqualTo(new TrainingFile(List.of(result), Map.of()));
  }

  @Test
  void an_array_with_reasons_behind_it_and_figures_that_are_no_numbers() throws IOException {
    List<TrainingResult> results =
        List.of(result("1f1b", Optional.of(0.7)), result("ddg", Optional.empty()));
    Map<String, String> refused = Map.of("ideal", "is a bound");
    Files.writeString(file, TrainingJson.of("s", results, refused));

    assertThat(TrainingFile.isOne(file)).isTrue();
    assertThat(TrainingFile.read(file)).isEqualTo(new TrainingFile(results, refused));
  }

  @Test
  void where_all_were_refused_only_reasons() throws IOException {
    Files.writeString(file, TrainingJson.of("s", List.of(), Map.of("ideal", "is a bound")));

    assertThat(TrainingFile.isOne(file)).isTrue();
    assertThat(TrainingFile.read(file).refused()).containsEntry("ideal", "is a bound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"a scenario\", \"strategy\": {\"name\": \"1f1b\"}, \"learning\": {\"seeds\": 3}}",
        "[{\"ph\": \"X\", \"ts\": 1, \"dur\": 2}]",
        "{\"traceEvents\": []}",
        "[{\"scenario\": \"compared\", \"strategy\": \"1f1b\", \"stepMs\": 2}]",
        "[]",
        "{\"strategy\": ",
        ""
      })
  void other_files_are_not_taken_for_one(String text) throws IOException {
    assertThat(TrainingFile.isOne(Files.writeString(file, text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "strategy": "1f1b"      | "strategy": 1                   | /0/strategy: is 1. Must be a text.
          "simulatedMs": 4.0      | "simulatedMs": "soon"           | /0/simulatedMs: is soon. Must be a number, 0 or greater.
          "simulatedMs": 4.0,     | "simulatedMs": 1e999,           | /0/simulatedMs: is 1e999, beyond all numbers. Must be a finite number.
          "accuracy": 0.5,        | "accuracy": 50,                 | /0/seeds/0/looks/0/accuracy: is 50. Must be a number from 0 to 1.
          -0.25                   | -1.25                           | /0/seeds/0/looks/0/gradientCosines/0: is -1.25. Must be a number from -1 to 1.
          "iterations": 20,~      "sim | "iterations": 5,~      "sim | /0/seeds/0/looks/1: is of 5 mini-batches and 4.0 ms, behind one of 10 and 2.0. Looks must go on in time.
          "staleness": [ 0, 2 ]   | "staleness": [ 0, -2 ]          | /0/staleness/1: is -2. Must be a whole number, 0 or greater.
          "staleness": [ 0, 2 ],  |                                 | /0/staleness: is missing. Must be a list.
          "mean": 0.75            | "means": 0.75                   | /0/accuracy/mean: is missing. Must be a number, 0 or greater.
          """)
  void of_a_damaged_file_one_line_says_where(String there, String instead, String said)
      throws IOException {
    String text = TrainingJson.of("s", List.of(result("1f1b", Optional.of(0.7))), Map.of());
    String old = there.replace('~', '\n');
    assertThat(text).contains(old);
    String damaged = instead == null ? "" : instead.replace('~', '\n');
    Files.writeString(file, text.replaceFirst(Pattern.quote(old), damaged));

    assertThatThrownBy(() -> TrainingFile.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": " + said);
  }

  @Test
  void of_a_file_that_was_cut_one_line_says_so() throws IOException {
    String text = TrainingJson.of(result("1f1b", Optional.empty()));
    Files.writeString(file, text.substring(0, text.length() - 20));

    assertThat(TrainingFile.isOne(file)).isTrue();
    assertThatThrownBy(() -> TrainingFile.read(file))
        .hasMessageContaining("the file ends inside a value");
  }

  private static TrainingResult result(String strategy, Optional<Double> loss) {
    OptionalDouble number = loss.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    List<Look> looks =
        List.of(
            new Look(10, 2, number, number, 0.5, loss.map(any -> List.of(-0.25, 1.0))),
            new Look(
                20, 4, number, OptionalDouble.empty(), 0.75, loss.map(any -> List.of(0.5, 1.0))));
    return new TrainingResult(
        "s",
        strategy,
        "spirals",
        new MeanOfSeeds(0.75, OptionalDouble.of(0.01)),
        loss.map(mean -> new MeanOfSeeds(mean, OptionalDouble.empty())),
        20,
        32,
        1.6,
        4,
        loss.map(
            any ->
                new TimeToTarget(
                    0.6,
                    1,
                    Optional.of(new MeanOfSeeds(20, OptionalDouble.empty())),
                    Optional.empty())),
        List.of(0, 2),
        loss.map(
            any ->
                List.of(
                    new MeanOfSeeds(0.125, OptionalDouble.of(0)),
                    new MeanOfSeeds(1, OptionalDouble.of(0)))),
        List.of(new OfSeed(7, looks), new OfSeed(8, looks)));
  }
}
