package dev.lockstep.scenarios.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device file of one's own beside the scenario, and every way to get it wrong. */
class T03_OwnDeviceTest {
  private static final String DEVICE =
      """
      {
        "name": "my-device",
        "peakTflops": { "fp32": 10, "bf16": 80, "fp8": 160 },
        "memoryBytes": 17179869184,
        "memoryBandwidthGBps": 400,
        "sources": {
          "peakTflops": "data sheet",
          "peakTflops.fp8": "told by a friend",
          "memoryBytes": "data sheet",
          "memoryBandwidthGBps": "measured in May"
        }
      }
      """;

  private final HardwareCatalog catalog = HardwareCatalog.standard();

  @TempDir Path folder;

  @Test
  void a_path_is_relative_to_the_scenario() throws IOException {
    write(DEVICE);

    DeviceModel device = catalog.device("./my-device.json", folder);

    assertThat(device.title()).isEqualTo("my-device");
    assertThat(device.peakTflops(Precision.BF16)).hasValue(80);
    assertThat(device.powerWatts()).isEmpty();
    assertThat(device.source("peakTflops.bf16")).hasValue("data sheet");
    assertThat(device.source("peakTflops.fp8")).hasValue("told by a friend");
    assertThat(catalog.device("my-device.json", folder)).isEqualTo(device);
  }

  @Test
  void a_name_is_still_a_name() {
    assertThat(catalog.device("a100", folder)).isSameAs(catalog.device("a100"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name"                   | "nmae"         | /nmae: unknown key "nmae"; did you mean "name"? Known keys: name, title, aliases, vendor, peakTflops, memoryBytes, memoryBandwidthGBps, l2Bytes, multiprocessors, clockMHz, powerWatts, scaleUpLink, scaleUpGBps, sources, calibration, notes.
          "my-device"              | ""             | /name: is "". It must be a text that is not empty.
          "fp32"                   | "fp23"         | /peakTflops/fp23: unknown key "fp23"; did you mean "fp32"? Known keys: fp32, tf32, fp16, bf16, fp8, mxfp8, nvfp4.
          80                       | -80            | /peakTflops/bf16: is -80. It must be a number above 0.
          17179869184              | 16.5           | /memoryBytes: is 16.5. It must be a whole number above 0.
          400                      | "fast"         | /memoryBandwidthGBps: is "fast". It must be a number above 0.
          "memoryBytes": "data     | "l2Bytes": "x  | /sources/l2Bytes: unknown key "l2Bytes". Known keys: memoryBandwidthGBps, memoryBytes, peakTflops.bf16, peakTflops, peakTflops.fp32, peakTflops.fp8.
          "peakTflops": "data sheet", | | /sources: peakTflops.bf16 has no source. Add "peakTflops": a data sheet, a page, or your own measurement.
          """)
  void a_mistake_is_one_line_with_its_place(String right, String wrong, String message)
      throws IOException {
    assertThat(DEVICE).contains(right);
    Path file = write(DEVICE.replace(right, wrong == null ? "" : wrong));

    assertThatThrownBy(() -> catalog.device("./my-device.json", folder))
        .isInstanceOf(HardwareException.class)
        .hasMessage("%s: %s", file, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "fp32"        | "fp33"       | /calibration/precision: is "fp33". It must be one of fp32, tf32, fp16, bf16, fp8, mxfp8, nvfp4.
          memory-pass/  | memory/      | /calibration/groups/0/group: is no group of kernels. Groups are matrix-product, batched-matrix-product, convolution/forward and so on.
          : 2e6         | : -1         | /calibration/groups/0/constants: is {"launchSeconds":1.0E-6,"cachedSecondsPe.... It must hold numbers above 0.
          "cacheBytes"  | "cachedByte" | /calibration/groups: memory-pass/copy: cacheBytes is null; it must be above 0. Calibrate again.
          [1e7]         | 1e7          | /calibration/groups/0/largest: is 1.0E7. It must be a list of numbers above 0.
          """)
  void so_is_one_in_the_measured_kernels(String right, String wrong, String message)
      throws IOException {
    String calibration =
        """
        {
          "source": "measured in May", "precision": "fp32",
          "groups": [{
            "group": "memory-pass/copy",
            "constants": { "launchSeconds": 0.000001, "cachedSecondsPerByte": 1e-9,
              "missSecondsPerByte": 1e-10, "cacheBytes": 2e6, "cacheSharpness": 2 },
            "smallest": [1e3], "largest": [1e7]
          }]
        }""";
    assertThat(calibration).contains(right);
    String device = DEVICE.replaceFirst("\\{", "{ \"calibration\": " + calibration + ",");
    write(device);
    assertThat(catalog.device("./my-device.json", folder).calibration()).isPresent();

    Path file = write(device.replace(calibration, calibration.replace(right, wrong)));

    assertThatThrownBy(() -> catalog.device("./my-device.json", folder))
        .isInstanceOf(HardwareException.class)
        .hasMessage("%s: %s", file, message);
  }

  @Test
  void a_file_that_is_missing_or_no_json_is_refused() throws IOException {
    assertThatThrownBy(() -> catalog.device("./none.json", folder))
        .hasMessageEndingWith(
            "none.json: the file does not exist. Paths are relative to the scenario's folder.");
    assertThatThrownBy(() -> catalog.device("./", folder))
        .hasMessageEndingWith("is not a plain file. Paths are relative to the scenario's folder.");
    write("{ \"name\": ");
    assertThatThrownBy(() -> catalog.device("my-device.json", folder))
        .hasMessageMatching(
            ".*is not JSON at line 1, column \\d+\\."
                + " It must be one well-formed object in UTF-8\\.");
    write("[]");
    assertThatThrownBy(() -> catalog.device("my-device.json", folder))
        .hasMessageEndingWith("my-device.json: is no JSON object. It must be one.");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("./my-device.json"), text);
  }
}
