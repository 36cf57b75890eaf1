package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.devices.layers.transformer.TransformerPresets;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.scenario.schema.ScenarioSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help, lists, the schema, and what happens to words that no command knows. */
class T05_CommandLineTest {

  @Test
  void without_a_command_it_shows_its_help() {
    Outcome outcome = lockstep();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Usage: lockstep")
        .contains(
            "  run ",
            "  compare ",
            "  schedule ",
            "  view ",
            "  list ",
            "  schema ",
            "  calibrate ")
        .isEqualTo(lockstep("--help").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "compare",
        "plan",
        "schedule",
        "view",
        "statistics",
        "train",
        "risk",
        "list",
        "schema",
        "calibrate"
      })
  void every_command_has_help(String command) {
    Outcome outcome = lockstep(command, "--help");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("Usage: lockstep " + command).contains("--help");
  }

  @Test
  void the_version_is_one_line() {
    assertThat(lockstep("--version").out()).matches("lockstep \\S+\n");
  }

  @Test
  void list_names_every_strategy_with_its_aliases_and_options() {
    String list = lockstep("list", "strategies").out();

    for (StrategyEntry entry : StrategyCatalog.standard().entries()) {
      assertThat(list).contains(entry.names()).contains(entry.summary());
      assertThat(entry.options()).extracting(StrategyOption::name).allMatch(list::contains);
    }
    assertThat(list)
        .contains("1f1b (dapple, pipedream-flush)\n")
        .contains(
            "    virtualStages: chunks on each device (an integer from 1 to 1024, default 2)\n");
  }

  @Test
  void list_names_models_with_their_shapes() {
    String list = lockstep("list", "models").out();

    assertThat(list).contains(TransformerPresets.byName().keySet());
    assertThat(list)
        .containsPattern("gpt3-175b +174615\\.\\d+ +2048 +-\n")
        .containsPattern("mixtral-8x7b +46702\\.\\d+ +4096 +-\n");
  }

  @Test
  void list_names_hardware_with_its_figures_and_sources() {
    assertThat(lockstep("list", "devices").out())
        .containsPattern("a100-sxm-80gb \\(a100-80gb, a100, a100-sxm\\) +80 +19.5 +312 +2,039 +400")
        .contains("vendor data sheet *", "* from memory");
    assertThat(lockstep("list", "clusters").out())
        .containsPattern("dgx-a100-80gb \\(selene.*8 x a100-sxm-80gb.*8 x infiniband-hdr");
    assertThat(lockstep("list", "links").out())
        .containsPattern("infiniband-hdr \\(hdr\\) +infiniband +25 +0.6");
  }

  @Test
  void schema_prints_the_schema_that_files_are_checked_against() throws IOException {
    String schema = lockstep("schema").out();

    assertThat(schema.strip()).isEqualTo(ScenarioSchema.json().strip());
    assertThat(new ObjectMapper().readTree(schema).get("$schema").asText()).contains("2020-12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rum                          | Unknown command: 'rum'; did you mean run? Try: lockstep --help
          xyz                          | Unknown command: 'xyz'; known are run, compare, sweep, report, plan, train, effects, risk, schedule, view, statistics, kernels, list, schema, calibrate, validate. Try: lockstep --help
          --fromat                     | Unknown option: '--fromat'. Try: lockstep --help
          run a.json --formt json      | Unknown option: '--formt'; did you mean --format? Try: lockstep run --help
          run a.json --format xml      | Invalid value for option '--format': 'xml' is none of table, json, csv. Try: lockstep run --help
          run                          | Missing required parameter: 'FILE'. Try: lockstep run --help
          run a.json --out             | Missing required parameter for option '--out' (FILE). Try: lockstep run --help
          compare a.json               | compare takes either --strategies or --measured. Try: lockstep compare --help
          schedule a.json --format csv | Invalid value for option '--format': 'csv' is none of text, torch-csv. Try: lockstep schedule --help
          schedule a.json --iterations 0 | --iterations 0: use 1 to 1000, and 1 with torch-csv. Try: lockstep schedule --help
          list                         | "Missing required parameter: 'strategies|devices|clusters|links|models'. Try: lockstep list --help"
          list xyz                     | "Invalid value for positional parameter at index 0 (strategies|devices|clusters|links|models): 'xyz' is none of strategies, devices, clusters, links, models. Try: lockstep list --help"
          validate --traces here       | --traces goes with --local. Try: lockstep validate --help
          validate here.json           | FILE and --strategies go with --local; rows of measurements come by --data. Try: lockstep validate --help
          validate --strategies gpipe  | FILE and --strategies go with --local; rows of measurements come by --data. Try: lockstep validate --help
          validate --local --strategies gpipe | --strategies goes with --local FILE. Try: lockstep validate --help
          validate --local --only-data | "--local goes with FILE, --strategies, --traces, --format and --out; it takes no rows. Try: lockstep validate --help"
          schema extra                 | Unmatched argument at index 1: 'extra'. Try: lockstep schema --help
          """)
  void a_wrong_word_is_one_line_on_standard_error(String words, String message) {
    Outcome outcome = lockstep((Object[]) words.split(" "));

    assertThat(outcome).isEqualTo(new Outcome(2, "", "lockstep: " + message + "\n"));
  }

  @Test
  void a_machine_that_is_too_small_is_no_stack_trace_either() {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new Main()).setErr(new PrintWriter(err));

    int memory = Errors.report(new OutOfMemoryError("Java heap space"), command);
    int depth = Errors.report(new StackOverflowError(), command);
    int fault = Errors.report(new IllegalStateException("no\nsuch thing"), command);

    assertThat(new int[] {memory, depth, fault}).containsOnly(Errors.FAILED);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("lockstep: more memory").contains("-Xmx"),
            line -> assertThat(line).startsWith("lockstep: the input is nested").contains("-Xss"),
            line -> assertThat(line).contains("internal error", "no such thing"));
  }

  @Test
  void a_failed_attempt_does_not_keep_others_from_their_work() {
    CommandLine command = new CommandLine(new Main()).setErr(new PrintWriter(new StringWriter()));

    int status =
        Errors.attempt(
            command,
            () -> {
              throw new OutOfMemoryError();
            });

    assertThat(status).isEqualTo(Errors.FAILED);
  }
}
