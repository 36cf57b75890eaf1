package dev.lockstep.scenarios.validation.report;

import static dev.lockstep.scenarios.validation.Rows.line;
import static dev.lockstep.scenarios.validation.Rows.scenario;
import static dev.lockstep.scenarios.validation.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.validation.MeasuredData;
import dev.lockstep.scenarios.validation.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A validation as a table, as CSV, as JSON, and as the page on accuracy. */
class T01_ValidationReportTest {

  @TempDir private Path folder;
  private Validation validation;

  /** 1F1B on two stages alone: 3 (m + 1) ms, so 18, 21 and 36 ms here. */
  @BeforeEach
  void validate() {
    Path rows =
        write(
            folder.resolve("rows.jsonl"),
            line("a", scenario("1f1b", 2, 5), "\"makespanMs\": 20", ", \"source\": \"x, y\""),
            line("b", scenario("1f1b", 2, 6), "\"makespanMs\": 20", ""),
            line("c", scenario("1f1b", 2, 11), "\"makespanMs\": 30, \"mfu\": 0.5", ""),
            line("d", scenario("1f1b", 2, 5), "\"makespanMs\": 18", ", \"fitted\": true"));
    write(folder.resolve("table.csv"), "m,time", "3,15", "1,");
    Path family =
        write(
            folder.resolve("family.yaml"),
            "family: table",
            "title: Table | 3",
            "source: a paper",
            "hardware: two machines",
            "targetPercent: 25",
            "peer: another 30 %",
            "why: their clock.",
            "rows: table.csv",
            "id: m${m}",
            "template:",
            "  model: { profile: { stages: 2, forwardMs: 1, backwardMs: 2 } }",
            "  cluster: { ideal: { transferLatencyMs: 0 } }",
            "  training: { microBatches: '${m}' }",
            "  strategy: { name: 1f1b }",
            "measured: { makespanMs: '${time}' }");
    validation = Validation.of(MeasuredData.read(false, List.of(rows, family)), () -> {});
  }

  @Test
  void table() {
    assertThat(ValidationTable.of(validation))
        .isEqualTo(
            """
            row      figure  measured  predicted     error
            a    makespanMs        20         18  -10.00 %
            b    makespanMs        20         21   +5.00 %
            c    makespanMs        30         36  +20.00 %
            d    makespanMs        18         18   +0.00 %  fitted
            m3   makespanMs        15         12  -20.00 %
            c, mfu: no basis for mfu

            family                           rows     mean   median    worst   rank  best in 3  worst row
            tiny          unfitted  4 (1 refused)  11.67 %  10.00 %  20.00 %  0.866          -          c
              makespanMs                        3  11.67 %  10.00 %  20.00 %  0.866          -          c
              mfu                   1 (1 refused)        -        -        -      -          -
            tiny            fitted              1   0.00 %   0.00 %   0.00 %      -          -          d
            table         unfitted              1  20.00 %  20.00 %  20.00 %      -          -         m3
            all           unfitted  5 (1 refused)  13.75 %  15.00 %  20.00 %  0.866          -          c
            all             fitted              1   0.00 %   0.00 %   0.00 %      -          -          d

            Mean absolute error on 4 measured figures that nothing was fitted on: 13.75 %
            """);
  }

  @Test
  void csv() {
    assertThat(ValidationCsv.of(validation).lines())
        .startsWith(
            "id,family,group,figure,measured,predicted,errorPercent,fitted,calculated,relativeTo,reason,source,note",
            "a,tiny,,makespanMs,20.0,18.0,-9.999999999999998,false,false,,,\"x, y\",")
        .contains("c,tiny,,mfu,0.5,,,false,false,,\"no basis for mfu\",,");
  }

  @Test
  void json() throws Exception {
    JsonNode root = new ObjectMapper().readTree(ValidationJson.of(validation));

    assertThat(root.at("/rows")).hasSize(6);
    assertThat(root.at("/rows/2").toString())
        .isEqualTo(
            """
            {"id":"c","family":"tiny","figure":"makespanMs","measured":30.0,"predicted":36.0,\
            "errorPercent":19.999999999999996,"fitted":false,"calculated":false}""");
    assertThat(root.at("/rows/3/reason").asText()).isEqualTo("no basis for mfu");
    assertThat(root.at("/families/0/family").asText()).isEqualTo("tiny");
    assertThat(root.at("/families/0/unfitted/refused").asInt()).isEqualTo(1);
    assertThat(root.at("/families/0/fitted/rows").asInt()).isEqualTo(1);
    assertThat(root.at("/families/0/figures/makespanMs/rows").asInt()).isEqualTo(3);
    assertThat(root.at("/families/1/targetPercent").asInt()).isEqualTo(25);
    assertThat(root.at("/overall/unfitted/rows").asInt()).isEqualTo(5);
    assertThat(root.at("/overall/unfitted/worstRow").asText()).isEqualTo("c");
    assertThat(root.at("/overall/unfitted/meanAbsoluteErrorPercent").asDouble())
        .isBetween(13.7499, 13.7501);
  }

  @Test
  void page() {
    String page =
        AccuracyPage.of(
            validation,
            "./lockstep validate --write docs/accuracy.md",
            ThreadRuns.steps(
                """
                network,strategy,figure,predicted,measured,errorPercent,processorShare,judged
                small,gpipe,stepMs,95.0,100.0,-5.0,0.98,true
                small,gpipe,0FMs,9.5,10.0,-5.0,0.98,true
                small,1f1b,stepMs,90.0,100.0,-10.0,0.97,true
                small,gpipe,stepMs,102.0,100.0,2.0,0.96,true
                """));

    assertThat(page)
        .startsWith(
            """
            # How accurate it is

            Mean absolute error 13.75 % (median 15.00 %, worst 20.00 %) on 4 measurements""")
        .containsSubsequence(
            "```\n./lockstep validate --write docs/accuracy.md\n```",
            "## Measured, nothing fitted",
            "| family | rows | mean | median | worst | target | best peer | rank | best in 3 |\n|---|",
            "| tiny | 4 (1 refused) | 11.67 % | 10.00 % | 20.00 % | - | - | 0.866 | - |",
            "| Table \\| 3 | 1 | 20.00 % | 20.00 % | 20.00 % | 25 % | another 30 % | - | - |",
            "## Schedules on real threads",
            "| small | gpipe | -5.00 %, +2.00 % | -1.50 % | 96.00 % |",
            "| small | 1f1b | -10.00 % | -10.00 % | 97.00 % |",
            "Half of these errors are at most 5.00 %, nine tenths at most 10.00 %, all at most 10.00 %;"
                + " their means over the runs are at most 10.00 %.",
            "## No evidence of accuracy",
            "| tiny | fitted | 1 | 0.00 % | 0.00 % | 0.00 % |",
            "## The worst rows",
            "| c | tiny | makespanMs | 30 | 36 | +20.00 % |",
            "| m3 | table | makespanMs | 15 | 12 | -20.00 % |",
            "| a | tiny | makespanMs | 20 | 18 | -10.00 % |",
            "## Rows without a prediction",
            "| 1 | tiny | no basis for mfu |",
            "## The families",
            "### tiny",
            "By figure, mean absolute error: makespanMs 11.67 %, mfu -.",
            "### Table | 3",
            "Source: a paper.",
            "Hardware: two machines.",
            "Why an error remains: their clock.");
  }

  @Test
  void rows_that_prove_nothing_make_a_page_that_says_so() {
    Path fitted =
        write(
            folder.resolve("fitted.jsonl"),
            line("d", scenario("1f1b", 2, 5), "\"makespanMs\": 18", ", \"fitted\": true"));
    Path refused =
        write(
            folder.resolve("refused.jsonl"),
            line("e", scenario("warp", 2, 5), "\"makespanMs\": 18", ""));

    for (Path rows : List.of(fitted, refused)) {
      Validation none = Validation.of(MeasuredData.read(false, List.of(rows)), () -> {});

      assertThat(AccuracyPage.of(none, "x", List.of()))
          .contains("proves no accuracy")
          .doesNotContain("Mean absolute error", "## The worst rows");
      assertThat(ValidationTable.of(none)).endsWith("this says nothing of accuracy.\n");
    }
  }

  @Test
  void every_table_of_the_page_has_as_many_cells_in_each_row() {
    String page = AccuracyPage.of(validation, "x", ThreadRuns.kept());

    assertThat(page.split("\n\n"))
        .filteredOn(block -> block.startsWith("|"))
        .hasSize(5)
        .allSatisfy(
            table ->
                assertThat(
                        table.lines().map(row -> Pattern.compile("(?<!\\\\)\\|").split(row).length))
                    .allMatch(cells -> cells == columns(table)));
  }

  private static int columns(String table) {
    return table.lines().findFirst().orElseThrow().split("\\|").length;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3528       | 3,528
          0.2431     | 0.24310
          12.3456789 | 12.346
          123456.7   | 123,457
          0.00001234 | 0.00001234
          """)
  void figures_have_five_digits(double figure, String text) {
    assertThat(Figures.plain(figure)).isEqualTo(text);
  }
}
