package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.roofline.KernelTimes;
import dev.lockstep.devices.roofline.MatrixRates;
import dev.lockstep.devices.roofline.RooflineTimes;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.kerneltable.KernelTable;
import dev.lockstep.scenarios.validation.subject.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calibration from a table; measuring this machine is tested where the kernels are. */
class T08_CalibrateTest {

  @TempDir private Path folder;

  /** Passes of 4 KB to 64 MB on a device with a launch of 5 us and 10 GB/s. */
  private Path table() {
    StringBuilder text = new StringBuilder("kernel,precision,bytes,timeUs\n");
    for (int shift = 12; shift <= 26; shift++) {
      double bytes = 1 << shift;
      text.append("copy,fp32,%s,%s\n".formatted(bytes, 5 + bytes / 10_000));
    }
    return Shell.write(folder.resolve("kernels.csv"), text.toString());
  }

  @Test
  void a_table_becomes_a_device_with_its_errors_and_where_it_comes_from() throws IOException {
    Path device = folder.resolve("device.json");

    Outcome outcome =
        lockstep("calibrate", "--from", table(), "--out", device, "--name", "my-device");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("11 kernels fitted; errors on others:\n")
        .contains("copies");
    JsonNode file = new ObjectMapper().readTree(device.toFile());
    assertThat(file.at("/name").asText()).isEqualTo("my-device");
    assertThat(file.at("/calibration/source").asText()).isEqualTo("table kernels.csv");
    assertThat(file.at("/calibration/heldOutErrorByClass/copies/points").asInt()).isEqualTo(4);
    assertThat(file.at("/calibration/heldOutError/worstError").asDouble()).isLessThan(0.02);
    assertThat(file.at("/calibration/groups/0/group").asText()).isEqualTo("memory-pass/copy");
    assertThat(file.at("/calibration/groups/0/constants/launchSeconds").asDouble())
        .isBetween(4.5e-6, 5.5e-6);
    assertThat(file.at("/calibration/groups/0/largest/0").asDouble()).isEqualTo(1 << 26);
  }

  @Test
  void the_device_has_the_figures_that_were_measured_and_their_source() throws IOException {
    Path device = folder.resolve("device.json");
    lockstep("calibrate", "--from", table(), "--out", device);

    JsonNode file = new ObjectMapper().readTree(device.toFile());

    double largest = 1 << 26;
    assertThat(file.at("/memoryBandwidthGBps").asDouble())
        .isCloseTo(largest / (5 + largest / 10_000) / 1e3, withPercentage(0.1));
    assertThat(file.at("/sources/memoryBandwidthGBps").asText())
        .isEqualTo("measured by lockstep calibrate: the largest copies");
    assertThat(file.has("memoryBytes")).isFalse();
  }

  /** Kernels of an accelerator, timed by a model of it as a script would time the real one. */
  private Path acceleratorTable(KernelTimes times) {
    List<MeasuredKernel> rows = new ArrayList<>();
    for (long m : new long[] {256, 1024, 2048, 4096, 8192}) {
      for (long n : new long[] {512, 1024, 2048, 4096, 8192}) {
        for (long k : new long[] {512, 1024, 4096, 8192}) {
          rows.add(timed(MatrixProduct.of(m, n, k), times));
        }
      }
    }
    for (int shift = 14; shift <= 30; shift++) {
      for (String pass : List.of("copy", "add", "gelu", "layer-norm", "softmax", "update")) {
        rows.add(timed(MemoryPass.of(pass, 1 << shift), times));
      }
    }
    for (Direction direction : List.of(Direction.FORWARD, Direction.INPUT_GRADIENT)) {
      for (long positions : new long[] {256, 512, 1024, 2048, 4096}) {
        for (long batch : new long[] {8, 16, 64, 256}) {
          rows.add(
              timed(new Attention(batch, positions, positions, 64, 64, true, direction), times));
        }
      }
    }
    Path file = folder.resolve("accelerator.csv");
    return Shell.write(file, KernelTable.text(file, rows));
  }

  private static MeasuredKernel timed(Kernel kernel, KernelTimes times) {
    return new MeasuredKernel(kernel, Precision.BF16, times.seconds(kernel));
  }

  private static final String TRANSFORMER =
      """
      {
        "name": "a transformer",
        "model": { "transformer": { "layers": 8, "hidden": 2048, "heads": 32, "sequence": 1024 } },
        "cluster": { "device": "%s" },
        "parallelism": { "pipeline": 1 },
        "training": {
          "globalBatch": 16, "microBatch": 4, "precision": "bf16", "attention": "flash"
        },
        "strategy": { "name": "1f1b" }
      }
      """;

  @Test
  void a_table_of_an_accelerator_foretells_a_transformer_as_the_accelerator_does()
      throws IOException {
    KernelConstants constants =
        new KernelConstants(0.9, 0.8, 3e-6, 0.5, 0.4, 0.5, 0.4, 0.7, 0, 0, 0.2, 0);
    MatrixRates rates =
        new MatrixRates(108, Map.of(Precision.BF16, 312e12), 2039e9, TileShape.COMMON);
    KernelTimes accelerator =
        new RooflineTimes(
            rates,
            FittedConstants.standard().matrices("a100-sxm-80gb").orElseThrow(),
            constants,
            Precision.BF16);
    Path device = folder.resolve("mine.json");
    lockstep(
        "calibrate", "--from", acceleratorTable(accelerator), "--name", "mine", "--out", device);
    Path file = folder.resolve("scenario.json");
    Shell.write(file, TRANSFORMER.formatted("./mine.json"));
    FittedConstants known =
        FittedConstants.standard()
            .with(List.of(FittedConstants.key("a100-sxm-80gb", "megatron")), constants);
    JsonNode same = new ObjectMapper().readTree(TRANSFORMER.formatted("a100-sxm-80gb"));
    double expected =
        Subjects.of("scenario", same, "same", file)
            .predict(known)
            .figure("iterationTimeMs")
            .orElseThrow();

    Outcome outcome = lockstep("run", file, "--format", "json");

    assertThat(outcome.err()).isEmpty();
    JsonNode result = new ObjectMapper().readTree(outcome.out());
    assertThat(result.at("/iterationTimeMs").asDouble()).isCloseTo(expected, withPercentage(5));
    assertThat(result.at("/notes").toString()).contains("of a micro-batch").contains("mine");
  }

  @Test
  void another_precision_than_the_calibrated_one_is_refused() {
    Path device = folder.resolve("device.json");
    Path table =
        Shell.write(
            folder.resolve("t.csv"),
            "kernel,precision,m,n,k,timeUs\n"
                + "matrix-product,fp32,64,64,64,1\n".repeat(9)
                + "matrix-product,fp32,512,512,512,100\n".repeat(9));
    lockstep("calibrate", "--from", table, "--out", device, "--name", "mine");
    Path file = folder.resolve("scenario.json");
    Shell.write(file, TRANSFORMER.formatted("device.json"));

    assertThat(lockstep("run", file).err())
        .contains("mine has no known peak in bf16, only in [fp32].")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --time-limit 300           | --time-limit 300: must be from 10 to 270 seconds
          --threads 0                | --threads 0: must be from 1 to the
          --from absent.csv --check  | --check and --table go with a measurement
          --from absent.csv          | absent.csv: is no file that could be read
          --out /absent/device.json  | must name a file in a folder that exists
          """)
  void what_cannot_be_done_is_said_in_one_line(String arguments, String message) {
    Outcome outcome = lockstep((Object[]) ("calibrate " + arguments).split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("lockstep: ").contains(message).hasLineCount(1);
  }

  @Test
  void a_table_in_two_precisions_is_refused() {
    Path table =
        Shell.write(
            folder.resolve("two.csv"),
            "kernel,precision,bytes,timeUs\ncopy,fp32,10,1\ncopy,bf16,10,1\n");

    assertThat(lockstep("calibrate", "--from", table).err())
        .contains("holds [fp32, bf16]; must hold one precision");
  }
}
