package dev.lockstep.numerics.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.ImageSamples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDX files, whole and damaged. */
final class T01_MnistTest {

  private static final String TRAINING = "train-images-idx3-ubyte";
  private static final String TRAINING_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path directory;

  /** Three images of 2 x 2 to learn from, one to judge by. */
  @BeforeEach
  void write() throws IOException {
    write(TRAINING, idx(new int[] {0x803, 3, 2, 2}, 0, 0, 0, 0, 255, 255, 255, 255, 1, 2, 3, 4));
    write(TRAINING_LABELS, idx(new int[] {0x801, 3}, 7, 0, 9));
    write(TEST, idx(new int[] {0x803, 1, 2, 2}, 9, 8, 7, 6));
    write(TEST_LABELS, idx(new int[] {0x801, 1}, 5));
  }

  private static byte[] idx(int[] header, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + values.length);
    Arrays.stream(header).forEach(bytes::putInt);
    Arrays.stream(values).forEach(value -> bytes.put((byte) value));
    return bytes.array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }

  private DataSet read() {
    return Mnist.read(directory, List.of());
  }

  private void refused(String file, String problem) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DataFileException.class)
        .hasMessage(directory.resolve(file) + ": " + problem);
  }

  @Test
  void four_files_make_a_set() {
    DataSet set = read();
    ImageSamples training = (ImageSamples) set.training();
    assertThat(set.inputShape()).containsExactly(1L, 2L, 2L);
    assertThat(training.count()).isEqualTo(3);
    assertThat(training.pixels(2)).containsExactly(1, 2, 3, 4);
    assertThat(training.microBatch(new int[] {0, 2}).labels().toFloatVector())
        .containsExactly(7, 9);
    assertThat(((ImageSamples) set.test()).pixels(0)).containsExactly(9, 8, 7, 6);
  }

  @Test
  void gzipped_files_and_names_with_a_dot_will_do() throws IOException {
    Path plain = directory.resolve(TRAINING);
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(directory.resolve("train-images.idx3-ubyte.gz")))) {
      out.write(Files.readAllBytes(plain));
    }
    Files.delete(plain);
    assertThat(((ImageSamples) read().training()).pixels(2)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void a_missing_file() throws IOException {
    Files.delete(directory.resolve(TEST_LABELS));
    refused(
        TEST_LABELS,
        "no such file. MNIST needs it; these names would do, too: t10k-labels-idx1-ubyte.gz,"
            + " t10k-labels.idx1-ubyte, t10k-labels.idx1-ubyte.gz.");
  }

  @Test
  void a_missing_directory() {
    assertThatThrownBy(() -> Mnist.read(directory.resolve("no"), List.of()))
        .hasMessage(
            directory.resolve("no") + ": no such directory. It must hold the files of MNIST.");
  }

  @Test
  void a_file_cut_off() throws IOException {
    byte[] whole = Files.readAllBytes(directory.resolve(TRAINING));
    write(TRAINING, Arrays.copyOf(whole, whole.length - 1));
    refused(
        TRAINING,
        "27 bytes: its header says 3 images of 2 x 2, which are 28. Maybe it was cut off.");
    write(TRAINING, Arrays.copyOf(whole, 9));
    refused(TRAINING, "9 bytes: an IDX file of images has a header of 16. Maybe it was cut off.");
  }

  @Test
  void a_gzipped_file_cut_off() throws IOException {
    Path packed = directory.resolve(TRAINING + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(directory.resolve(TRAINING)));
    }
    Files.delete(directory.resolve(TRAINING));
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length - 12));
    refused(
        TRAINING + ".gz",
        "cannot be read (unexpected end of zlib input stream). Maybe it was cut off while it was"
            + " copied; take it anew.");
  }

  @Test
  void labels_where_images_should_be() throws IOException {
    write(TRAINING, idx(new int[] {0x801, 12}, new int[12]));
    refused(
        TRAINING,
        "starts with 0x00000801: an IDX file of images starts with 0x00000803. Maybe it is another"
            + " file.");
  }

  @Test
  void labels_of_another_set() throws IOException {
    write(TRAINING_LABELS, idx(new int[] {0x801, 2}, 1, 2));
    refused(
        TRAINING_LABELS,
        "2 labels, but train-images-idx3-ubyte has 3 images. Maybe they are of different sets.");
    write(TRAINING_LABELS, idx(new int[] {0x801, 3}, 1, 2, 10));
    refused(TRAINING_LABELS, "label 10 of image 2: labels are 0 to 9.");
  }

  @Test
  void a_header_that_promises_too_much_or_nothing() throws IOException {
    write(TRAINING, idx(new int[] {0x803, -1, -1, -1}));
    assertThatThrownBy(this::read).hasMessageContaining("4294967295 images of");
    write(TRAINING, idx(new int[] {0x803, 0, 2, 2}));
    refused(TRAINING, "its header says 0 images of 2 x 2: there must be at least one.");
  }

  @Test
  void test_images_of_another_size() throws IOException {
    write(TEST, idx(new int[] {0x803, 1, 2, 3}, 1, 2, 3, 4, 5, 6));
    refused(TEST, "images of 2 x 3, but training has 2 x 2. Maybe they are of different sets.");
  }
}
