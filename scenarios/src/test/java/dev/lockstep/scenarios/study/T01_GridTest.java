package dev.lockstep.scenarios.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From axes to combinations, each with its number. */
class T01_GridTest {

  private static final String BASE =
      """
      scenario:
        model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
        cluster: {ideal: {transferLatencyMs: 0}}
        training: {microBatches: 4}
        strategy: {name: 1f1b}
      """;

  @TempDir Path folder;

  @Test
  void one_axis_is_a_list() {
    assertThat(lines("axes: [{path: /training/microBatches, values: [2, 4, 8]}]"))
        .isEqualTo(
            """
            1: microBatches=2
            2: microBatches=4
            3: microBatches=8
            """);
  }

  @Test
  void the_last_axis_changes_fastest() {
    assertThat(
            lines(
                """
                axes:
                  - {path: /training/microBatches, values: [2, 4]}
                  - {path: /strategy/name, name: strategy, values: [gpipe, 1f1b]}
                """))
        .isEqualTo(
            """
            1: microBatches=2 strategy=gpipe
            2: microBatches=2 strategy=1f1b
            3: microBatches=4 strategy=gpipe
            4: microBatches=4 strategy=1f1b
            """);
  }

  /** What is left out keeps its number, so that others keep theirs when an exclusion goes. */
  @Test
  void exclusions_leave_combinations_out() {
    assertThat(
            lines(
                """
                axes:
                  - {path: /training/microBatches, values: [2, 4]}
                  - {path: /strategy/name, name: strategy, values: [gpipe, 1f1b]}
                exclude: ["strategy == 'gpipe' && microBatches > 2"]
                """))
        .isEqualTo(
            """
            1: microBatches=2 strategy=gpipe
            2: microBatches=2 strategy=1f1b
            4: microBatches=4 strategy=1f1b
            """);
  }

  @Test
  void zipped_axes_go_along_together() {
    assertThat(
            lines(
                """
                axes:
                  - zip:
                      - {path: /model/profile/stages, values: [2, 4]}
                      - {path: /training/microBatches, range: {from: 8, to: 16, step: 8}}
                  - {name: link, points: {fast: {/cluster/ideal/transferLatencyMs: 0}, slow: {/cluster/ideal/transferLatencyMs: 1}}}
                """))
        .isEqualTo(
            """
            1: stages=2 microBatches=8 link=fast
            2: stages=2 microBatches=8 link=slow
            3: stages=4 microBatches=16 link=fast
            4: stages=4 microBatches=16 link=slow
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from: 1, to: 4, step: 1               | 1 2 3 4
          from: 1, to: 4, step: 2               | 1 3
          from: 0.1, to: 0.3, step: 0.1         | 0.1 0.2 0.3
          from: 1, to: 2, count: 3              | 1 2
          from: 1.0, to: 2.0, count: 3          | 1 1.5 2
          from: 1, to: 1000, count: 4, scale: log | 1 10 100 1000
          from: 0.01, to: 1, count: 3, scale: log | 0.01 0.1 1
          """)
  void ranges(String range, String values) {
    Study study = study("axes: [{path: /training/microBatches, range: {%s}}]".formatted(range));

    assertThat(
            study.axes().get(0).points().stream()
                .map(point -> point.cells().get("microBatches"))
                .collect(Collectors.joining(" ")))
        .isEqualTo(values);
  }

  @Test
  void repetitions_have_seeds_that_count_up() {
    assertThat(
            lines(
                """
                axes: [{path: /training/microBatches, values: [2, 4]}]
                repetitions: 2
                """))
        .isEqualTo(
            """
            1: microBatches=2 seed=1
            2: microBatches=2 seed=2
            3: microBatches=4 seed=1
            4: microBatches=4 seed=2
            """);
  }

  /** The first points of Sobol's sequence in two dimensions, after its corner. */
  @Test
  void sobol_samples_fill_the_space_evenly() {
    assertThat(
            lines(
                """
                axes:
                  - {path: /model/profile/forwardMs, range: {from: 0.0, to: 8.0}}
                  - {path: /strategy/name, name: strategy, values: [gpipe, 1f1b]}
                sample: {method: sobol, count: 5}
                """))
        .isEqualTo(
            """
            1: forwardMs=4 strategy=1f1b
            2: forwardMs=6 strategy=gpipe
            3: forwardMs=2 strategy=1f1b
            4: forwardMs=3 strategy=gpipe
            5: forwardMs=7 strategy=1f1b
            """);
  }

  @Test
  void random_samples_depend_on_their_seed_and_number_alone() {
    String axes =
        "axes: [{path: /model/profile/forwardMs, range: {from: 0.0, to: 8.0}}]\nsample: {method: random, count: 100, seed: %d}";
    Grid grid = new Grid(study(axes.formatted(1)));
    Combination last = grid.combination(100).orElseThrow();

    assertThat(new Grid(study(axes.formatted(1))).combination(100)).hasValue(last);
    assertThat(new Grid(study(axes.formatted(2))).combination(100).orElseThrow().cells())
        .isNotEqualTo(last.cells());
    double mean =
        grid.combinations(any -> true)
            .mapToDouble(one -> Double.parseDouble(one.cells().get("forwardMs")))
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(3.0, 5.0);
  }

  @Test
  void shards_have_every_combination_once() {
    Grid grid =
        new Grid(
            study("axes: [{path: /training/microBatches, range: {from: 1, to: 10, step: 1}}]"));
    List<Long> numbers =
        IntStream.rangeClosed(1, 3)
            .boxed()
            .flatMap(part -> grid.combinations(new Shard(part, 3)::has))
            .map(Combination::number)
            .sorted()
            .toList();

    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(Shard.parse("2/8")).hasToString("2/8");
    assertThatThrownBy(() -> Shard.parse("9/8")).hasMessageContaining("no part 9 of 8");
    assertThatThrownBy(() -> Shard.parse("half")).hasMessage("'half' is no part such as 2/8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          axes: [{path: /a}]                                             | : /axes/0: has none of values, range, points and zip. Give exactly one.
          axes: [{values: [1]}]                                          | : /axes/0: has no path. Say where the values go, such as /training/microBatches.
          axes: [{path: /a, values: [1]}, {path: /b/a, values: [1]}]     | : /axes/1: fills a column "a" that there is already. Give it another name.
          axes: [{path: /a, name: row, values: [1]}]                     | : /axes/0: fills a column "row" that there is already. Give it another name.
          axes: [{path: /a, range: {from: 2, to: 1}}]                    | : /axes/0/range: goes from 2 to 1. Go upwards.
          axes: [{path: /a, range: {from: 0, to: 1, scale: log}}]        | : /axes/0/range: goes from 0 to 1. Go upwards from above 0.
          axes: [{points: {a: {/b: 1}}}]                                 | : /axes/0: has points and no name. Name the column that tells them apart.
          axes: [{zip: [{path: /a, values: [1]}, {path: /b, values: [1, 2]}]}] | : /axes/0/zip/1: has 2 places, the first 1. Zip axes of the same length.
          """)
  void what_is_no_study_gets_one_line(String text, String line) {
    assertThatThrownBy(() -> study(text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageEndingWith(line);
  }

  @Test
  void words_that_are_near_are_named() {
    String axes = "axes: [{path: /a, values: [1]}]\n";

    assertThatThrownBy(() -> study(axes + "metrics: [mfuu]"))
        .hasMessageContaining("/metrics/0: unknown figure \"mfuu\"; did you mean \"mfu\"?");
    assertThatThrownBy(() -> study(axes + "exclude: [\"b > 1\"]"))
        .hasMessageContaining("/exclude/0: unknown column \"b\"");
  }

  private String lines(String text) {
    return new Grid(study(text))
        .combinations(any -> true)
        .map(
            one ->
                one.number()
                    + ": "
                    + one.cells().entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + cell.getValue())
                        .collect(Collectors.joining(" "))
                    + "\n")
        .collect(Collectors.joining());
  }

  private Study study(String text) {
    Path file = folder.resolve("study.yaml");
    try {
      Files.writeString(file, BASE + text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return StudyFile.read(file);
  }
}
