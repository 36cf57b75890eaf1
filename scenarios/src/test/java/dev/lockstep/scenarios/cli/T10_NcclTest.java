package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links from the output of nccl-tests, and a scenario on them. */
class T10_NcclTest {

  private static final double GBPS = 20;

  @TempDir private Path folder;

  /** A ring of so many ranks over links of 20 GB/s, 5 us a step. */
  private Path output(String program, int ranks, int steps) {
    StringBuilder text = new StringBuilder("# Collective test starting: " + program + "\n");
    for (int rank = 0; rank < ranks; rank++) {
      text.append(
          "#  Rank  %1$d Group  0 Pid  %1$d on  host device  %1$d [0x0] X\n".formatted(rank));
    }
    text.append("#  size  count  type  redop  root  time  algbw  busbw  #wrong\n");
    for (long size = 4096; size <= 1L << 28; size *= 2) {
      double micros = steps * (5 + size / (double) ranks / GBPS / 1e3);
      text.append(
          String.format(Locale.ROOT, "%d %d float sum -1 %.3f 1 1 0%n", size, size / 4, micros));
    }
    return Shell.write(folder.resolve(program + ranks + ".txt"), text.toString());
  }

  private String scenario(String node) {
    return """
        {
          "name": "tensor parallel",
          "model": { "transformer": { "layers": 4, "hidden": 2048, "heads": 16, "sequence": 1024 } },
          "cluster": { "device": "a100-pcie-40gb", "links": { "node": %s } },
          "parallelism": { "tensor": 4 },
          "training": { "globalBatch": 8, "microBatch": 4, "precision": "bf16" },
          "strategy": { "name": "1f1b" }
        }
        """
        .formatted(node);
  }

  private double exposedMs(String node) throws IOException {
    Path file = Shell.write(folder.resolve("scenario.json"), scenario(node));
    Outcome outcome = lockstep("run", file, "--format", "json");
    assertThat(outcome.err()).isEmpty();
    return new ObjectMapper().readTree(outcome.out()).at("/iterationTimeMs").asDouble();
  }

  @Test
  void output_becomes_links_with_errors_on_sizes_not_fitted() throws IOException {
    Path network = folder.resolve("network.json");

    Outcome outcome =
        lockstep(
            "calibrate",
            "--nccl",
            output("all_reduce_perf", 4, 6),
            output("all_gather_perf", 4, 3),
            "--name",
            "my-box",
            "--out",
            network);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("all-reduce", "all-gather", "every other size, not fitted");
    JsonNode file = new ObjectMapper().readTree(network.toFile());
    assertThat(file.at("/name").asText()).isEqualTo("my-box");
    assertThat(file.at("/source").asText())
        .isEqualTo("nccl-tests: all_reduce_perf4.txt, all_gather_perf4.txt");
    assertThat(file.at("/allReduce/bandwidthGBps").asDouble()).isCloseTo(GBPS, withPercentage(2));
    assertThat(file.at("/fitted/kinds").toString()).isEqualTo("[\"all-reduce\",\"all-gather\"]");
    assertThat(file.at("/residuals/all-reduce/everyOtherSize/worst").asDouble()).isLessThan(0.05);
  }

  @Test
  void a_scenario_takes_the_links_by_their_path() throws IOException {
    lockstep(
        "calibrate",
        "--nccl",
        output("all_reduce_perf", 4, 6),
        "--out",
        folder.resolve("network.json"));

    double measured = exposedMs("{ \"measured\": \"./network.json\" }");
    double slower = exposedMs("{ \"latencyUs\": 5, \"bandwidthGBps\": 2 }");
    double described = exposedMs("{ \"latencyUs\": 5, \"bandwidthGBps\": 20 }");

    assertThat(measured).isCloseTo(described, withPercentage(5));
    assertThat(measured).isLessThan(slower / 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | /allReduce/startUs: is missing. It must be a number from 0 on.
          { "allreduce": {} }                                       | unknown key "allreduce"; did you mean "allReduce"?
          { "allReduce": { "startUs": 1, "stepUs": 1, "chunkUs": 0 } } | /allReduce/bandwidthGBps: is missing. It must be a number above 0.
          """)
  void a_damaged_file_is_refused_in_one_line(String text, String message) {
    Shell.write(folder.resolve("network.json"), text);
    Path file =
        Shell.write(
            folder.resolve("scenario.json"), scenario("{ \"measured\": \"network.json\" }"));

    Outcome outcome = lockstep("run", file);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("network.json: ").contains(message).hasLineCount(1);
  }

  /** Two hosts of 4 ranks: a ring whose slowest way is one card of 2 GB/s a rank, 20 us a step. */
  private Path overHosts() {
    StringBuilder text = new StringBuilder("# Collective test starting: all_gather_perf\n");
    for (int rank = 0; rank < 8; rank++) {
      text.append(
          "#  Rank  %1$d Group  0 Pid  %1$d on  host%2$d device  %1$d [0x0] X\n"
              .formatted(rank, rank / 4));
    }
    text.append("#  size  count  type  redop  root  time  algbw  busbw  #wrong\n");
    for (long size = 4096; size <= 1L << 28; size *= 4) {
      double micros = 6 * 5 + 20 + size * 7 / 8.0 / (4 * 2) / 1e3;
      text.append(
          String.format(Locale.ROOT, "%d %d float none -1 %.3f 1 1 0%n", size, size / 4, micros));
    }
    return Shell.write(folder.resolve("hosts.txt"), text.toString());
  }

  @Test
  void runs_over_hosts_become_the_network_between_them() throws IOException {
    Path network = folder.resolve("network.json");

    Outcome outcome =
        lockstep(
            "calibrate",
            "--nccl",
            output("all_gather_perf", 4, 3),
            overHosts(),
            "--links",
            "one-protocol",
            "--out",
            network);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("between hosts", "\"cardsPerNode\": 4");
    JsonNode file = new ObjectMapper().readTree(network.toFile());
    assertThat(file.at("/network/bandwidthGBps").asDouble()).isCloseTo(2, withPercentage(3));
    assertThat(file.at("/network/latencyUs").asDouble()).isCloseTo(20, withPercentage(3));
  }

  @Test
  void runs_over_hosts_need_one_inside_a_host() {
    Outcome outcome = lockstep("calibrate", "--nccl", overHosts());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "a run on 2 hosts with 4 ranks on each tells nothing of the links inside a host; add"
                + " the output of a run on one of them")
        .hasLineCount(1);
  }

  @Test
  void a_table_is_fitted_machine_by_machine() {
    StringBuilder text =
        new StringBuilder("# my table\nsystem,op,ranks,size_bytes,time_us,calibration\n");
    for (String machine : new String[] {"fast", "slow"}) {
      for (int ranks = 2; ranks <= 8; ranks *= 2) {
        for (long size = 4096; size <= 1L << 26; size *= 2) {
          double micros = (ranks - 1) * (5 + size / (double) ranks / GBPS / 1e3);
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s,all-gather,%d,%d,%.3f,%s%n",
                  machine,
                  ranks,
                  size,
                  machine.equals("slow") ? 2 * micros : micros,
                  Long.numberOfTrailingZeros(size) % 2 == 0));
        }
      }
    }
    Path table = Shell.write(folder.resolve("table.csv"), text.toString());

    Outcome both = lockstep("calibrate", "--collectives", table);
    Outcome out = lockstep("calibrate", "--collectives", table, "--out", folder.resolve("n.json"));
    Path bad = Shell.write(folder.resolve("bad.csv"), "op,ranks,size_bytes,time_us\nsum,2,8,1\n");

    assertThat(both.err()).isEmpty();
    assertThat(both.out())
        .contains("fast", "slow", "rows not fitted", "8 ranks, by a fit on the others");
    assertThat(out.err()).contains("has [fast, slow]; name one machine by --system");
    assertThat(lockstep("calibrate", "--collectives", bad).err())
        .contains("bad.csv: /0: op is 'sum'; it must be one of all-reduce")
        .hasLineCount(1);
  }

  @Test
  void text_that_nccl_tests_did_not_print_is_refused() {
    Path file = Shell.write(folder.resolve("other.txt"), "hello\n");

    Outcome outcome = lockstep("calibrate", "--nccl", file);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("other.txt: the text does not say which collective was measured")
        .hasLineCount(1);
  }
}
