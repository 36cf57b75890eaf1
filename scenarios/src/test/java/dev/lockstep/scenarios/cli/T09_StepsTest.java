package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.validation.subject.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants of kernels from measured training steps. */
class T09_StepsTest {

  private static final String DEVICE = "a100-sxm-80gb";

  /** Slower products, faster passes than typical ones. */
  private static final KernelConstants TRUE =
      new KernelConstants(0.7, 0.95, 1e-6, 0.8, 0.5, 0.3, 0.3, 0.8, 4e-6, 0, 0.2, 0);

  @TempDir private Path folder;

  /** A row that a device with {@link #TRUE} constants would have measured. */
  private String row(int hidden, int microBatch, boolean fitted) throws JsonProcessingException {
    String scenario =
        """
        {"model": {"transformer": {"layers": 2, "hidden": %d, "sequence": 512}},
         "cluster": {"device": "a100-sxm-80gb"}, "parallelism": {"pipeline": 1},
         "training": {"globalBatch": %d, "microBatch": %d, "precision": "bf16"},
         "strategy": {"name": "1f1b"}, "simulation": {"iterations": 1}}"""
            .formatted(hidden, 2 * microBatch, microBatch);
    double ms =
        Subjects.of("scenario", new ObjectMapper().readTree(scenario), "row", folder.resolve("r"))
            .predict(
                FittedConstants.standard()
                    .with(List.of(FittedConstants.key(DEVICE, "megatron")), TRUE))
            .figure("iterationTimeMs")
            .orElseThrow();
    return """
        {"id": "%d-%d", "family": "own", "scenario": %s, "measured": {"iterationTimeMs": %s},\
         "fitted": %s, "source": "a test"}
        """
        .formatted(hidden, microBatch, scenario.replace("\n", ""), ms, fitted);
  }

  @Test
  void constants_that_made_the_steps_foretell_others() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int hidden : new int[] {512, 1024, 2048, 4096}) {
      rows.append(row(hidden, 1, true)).append(row(hidden, 8, true)).append(row(hidden, 4, false));
    }
    Path data = Shell.write(folder.resolve("rows.jsonl"), rows.toString());
    Path out = folder.resolve("kernels.json");

    Outcome outcome =
        lockstep(
            "calibrate",
            "--steps",
            data,
            "--device",
            DEVICE,
            "--rounds",
            "120",
            "--date",
            "2025-01-31",
            "--out",
            out);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("rows that the constants were fitted on:\n")
        .contains("other rows:\n");
    JsonNode file = new ObjectMapper().readTree(out.toFile());
    assertThat(file.at("/devices/0").asText()).isEqualTo(DEVICE);
    assertThat(file.at("/errors/fitted/0/rows").asInt()).isEqualTo(8);
    assertThat(file.at("/errors/heldOut/0/rows").asInt()).isEqualTo(4);
    assertThat(file.at("/errors/heldOut/0/worst").asDouble()).isLessThan(0.03);
    assertThat(file.at("/constants/productRate").asDouble()).isBetween(0.6, 0.8);
    assertThat(file.at("/source/0").asText()).isEqualTo("a test");
    assertThat(file.at("/fittedOn").asText()).isEqualTo("2025-01-31");
  }

  /** With all others held at what they are, one row is enough to find one constant. */
  @Test
  void few_rows_find_the_constants_that_are_free() throws IOException {
    Path data = Shell.write(folder.resolve("rows.jsonl"), row(4096, 8, true));
    Path out = folder.resolve("kernels.json");
    String others =
        "passFraction=0.95,passSeconds=1e-6,batchedRate=0.8,unalignedRate=0.5,"
            + "attentionFraction=0.3,attentionGradientFraction=0.3,convolutionRate=0.8,"
            + "hostSecondsPerKernel=4e-6,gapSecondsPerKernel=0";

    Outcome outcome =
        lockstep(
            "calibrate",
            "--steps",
            data,
            "--device",
            DEVICE,
            "--only",
            "productRate",
            "--start",
            others,
            "--rounds",
            "40",
            "--out",
            out);

    assertThat(outcome.err()).isEmpty();
    JsonNode file = new ObjectMapper().readTree(out.toFile());
    assertThat(file.at("/fitted").toString()).isEqualTo("[\"productRate\"]");
    assertThat(file.at("/constants/passFraction").asDouble()).isEqualTo(TRUE.passFraction());
    assertThat(file.at("/constants/overlapDelay").asDouble())
        .as("typical where no value is given")
        .isEqualTo(KernelConstants.TYPICAL.overlapDelay());
    assertThat(file.at("/constants/productRate").asDouble()).isBetween(0.69, 0.72);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --device a100-sxm-80gb            | none of 1 rows is on a100-sxm-80gb megatron and has "fitted": true
          --device a100-sxm-80gb --rounds 0 | --rounds 0: must be at least 1
          --device no-such-device           | --device:
          --rounds 3                        | --steps needs --device NAME
          --device a100-sxm-80gb --start hostPace=1 | --steps: no constant "hostPace"; there are productRate,
          """)
  void what_cannot_be_fitted_is_said_in_one_line(String arguments, String message)
      throws IOException {
    Path data = Shell.write(folder.resolve("rows.jsonl"), row(512, 1, false));
    String[] words = ("calibrate --steps " + data + " " + arguments).split(" +");

    Outcome outcome = lockstep((Object[]) words);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: ").contains(message).hasLineCount(1);
  }
}
