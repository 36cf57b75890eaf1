package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Path;
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
    assertThat(file.at("/source").asText()).isEqualTo("table kernels.csv");
    assertThat(file.at("/heldOutErrorByClass/copies/points").asInt()).isEqualTo(4);
    assertThat(file.at("/heldOutError/worstError").asDouble()).isLessThan(0.02);
    assertThat(file.at("/groups/0/group").asText()).isEqualTo("memory-pass/copy");
    assertThat(file.at("/groups/0/constants/launchSeconds").asDouble()).isBetween(4.5e-6, 5.5e-6);
    assertThat(file.at("/groups/0/largest/0").asDouble()).isEqualTo(1 << 26);
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
