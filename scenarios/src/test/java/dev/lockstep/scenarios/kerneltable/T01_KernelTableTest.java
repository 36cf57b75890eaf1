package dev.lockstep.scenarios.kerneltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of measured kernels in CSV and JSON. */
class T01_KernelTableTest {

  private static final List<MeasuredKernel> ONE_OF_EACH =
      List.of(
          new MeasuredKernel(new MatrixProduct(4, 64, 32, 16), Precision.BF16, 12.5e-6),
          new MeasuredKernel(
              new Convolution(8, 16, 32, 28, 30, 3, 5, 2, 1, Direction.WEIGHT_GRADIENT),
              Precision.BF16,
              1e-3),
          new MeasuredKernel(
              new Attention(16, 128, 256, 64, 32, true, Direction.FORWARD), Precision.BF16, 2e-4),
          new MeasuredKernel(MemoryPass.of("relu", 1e6), Precision.BF16, 3e-5));

  @TempDir private Path folder;

  @Test
  void a_row_names_its_kernel_and_the_sizes_it_has() {
    String table =
        """
        # measured somewhere
        kernel,precision,direction,m,n,k,images,inputChannels,outputChannels,height,width,\
        kernelHeight,kernelWidth,bytes,timeUs
        matrix-product,fp16,,256,512,1024,,,,,,,,,50
        convolution,fp16,forward,,,,32,64,128,56,56,3,3,,200.5
        gelu,fp16,,,,,,,,,,,,4e6,10
        """;

    assertThat(KernelTable.read(file("kernels.csv", table)))
        .containsExactly(
            new MeasuredKernel(MatrixProduct.of(256, 512, 1024), Precision.FP16, 50e-6),
            new MeasuredKernel(
                new Convolution(32, 64, 128, 56, 56, 3, 3, 1, 1, Direction.FORWARD),
                Precision.FP16,
                200.5 / 1e6),
            new MeasuredKernel(MemoryPass.of("gelu", 4e6), Precision.FP16, 10e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernels.csv", "kernels.json"})
  void what_was_written_is_read_again(String name) {
    Path file = folder.resolve(name);

    List<MeasuredKernel> read = KernelTable.read(file(name, KernelTable.text(file, ONE_OF_EACH)));

    assertThat(read)
        .extracting(MeasuredKernel::kernel)
        .containsExactlyElementsOf(ONE_OF_EACH.stream().map(MeasuredKernel::kernel).toList());
    assertThat(read)
        .extracting(row -> Math.round(row.seconds() * 1e7))
        .containsExactly(125L, 10_000L, 2_000L, 300L);
  }

  @Test
  void json_leaves_out_what_a_kernel_has_not() {
    assertThat(KernelTable.text(folder.resolve("k.json"), ONE_OF_EACH.subList(3, 4)))
        .contains("\"relu\"", "\"bytes\"")
        .doesNotContain("null", "images");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          matrix-product,fp16,,256,512,,,50      | /0: k is missing; it must be given
          matrix-product,fp16,,256,0,64,,50      | /0: n is 0; it must be above 0
          matrix-product,half,,256,64,64,,50     | /0: precision is 'half'; it must be one of
          convolution,fp16,up,,,,,50             | /0: images is missing
          relu,fp16,,,,,1000,-3                  | a measured time is above 0
          relu,fp16,,,,,many,3                   | line 2:
          """)
  void a_row_that_cannot_be_used_is_named(String row, String message) {
    Path file = file("bad.csv", "kernel,precision,direction,m,n,k,bytes,timeUs\n" + row + "\n");

    assertThatThrownBy(() -> KernelTable.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message.strip());
  }

  @Test
  void a_column_that_the_format_has_not_is_refused() {
    assertThatThrownBy(() -> KernelTable.read(file("bad.csv", "kernel,speed\nrelu,3\n")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("speed");
  }

  @Test
  void a_table_without_rows_is_refused() {
    assertThatThrownBy(() -> KernelTable.read(file("empty.json", "[]")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("holds no kernel");
    assertThatThrownBy(() -> KernelTable.read(folder.resolve("absent.csv")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is no file that could be read");
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
