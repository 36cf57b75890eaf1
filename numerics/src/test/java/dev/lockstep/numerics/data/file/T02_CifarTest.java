package dev.lockstep.numerics.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.HorizontalFlip;
import dev.lockstep.numerics.data.samples.ImageSamples;
import dev.lockstep.numerics.data.samples.PaddedCrop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CIFAR's binary files, whole and damaged. */
final class T02_CifarTest {

  private static final int PIXELS = 3 * 32 * 32;

  @TempDir Path directory;

  /** Two images a file, with labels file and file + 1, pixels random. */
  @BeforeEach
  void write() throws IOException {
    for (int i = 1; i <= 5; i++) {
      write("data_batch_" + i + ".bin", images(1, i, i + 1));
    }
    write("test_batch.bin", images(1, 9));
    write("train.bin", images(2, 99, 42));
    write("test.bin", images(2, 17));
  }

  private static byte[] images(int labelBytes, int... labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int label : labels) {
      byte[] pixels = new byte[PIXELS];
      new Random(label).nextBytes(pixels);
      out.writeBytes(labelBytes == 1 ? new byte[] {(byte) label} : new byte[] {3, (byte) label});
      out.writeBytes(pixels);
    }
    return out.toByteArray();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }

  private void refused(Cifar set, String file, String problem) {
    assertThatThrownBy(() -> set.read(directory, List.of()))
        .isInstanceOf(DataFileException.class)
        .hasMessage(directory.resolve(file) + ": " + problem);
  }

  @Test
  void six_files_make_cifar_10() {
    DataSet set = Cifar.CIFAR_10.read(directory, List.of());
    ImageSamples training = (ImageSamples) set.training();
    byte[] third = new byte[PIXELS];
    new Random(2).nextBytes(third);
    assertThat(set.inputShape()).containsExactly(3L, 32L, 32L);
    assertThat(training.count()).isEqualTo(10);
    assertThat(training.label(2)).isEqualTo(2);
    assertThat(training.pixels(2)).isEqualTo(third);
    assertThat(set.test().count()).isEqualTo(1);
    assertThat(set.test().microBatch(new int[] {0}).labels().toFloatVector()).containsExactly(9);
  }

  @Test
  void two_files_make_cifar_100_by_fine_labels() {
    DataSet set = Cifar.CIFAR_100.read(directory, List.of());
    assertThat(set.classes()).isEqualTo(100);
    assertThat(set.training().microBatch(new int[] {0, 1}).labels().toFloatVector())
        .containsExactly(99, 42);
  }

  @Test
  void training_images_are_augmented_and_test_images_are_not() {
    DataSet set =
        Cifar.CIFAR_10.read(directory, List.of(PaddedCrop.ofZeros(), new HorizontalFlip()));
    int[] first = {0};
    assertThat(set.training().microBatch(first, new Random(1)).inputs())
        .isNotEqualTo(set.training().microBatch(first).inputs());
    assertThat(set.test().microBatch(first, new Random(1)).inputs())
        .isEqualTo(set.test().microBatch(first).inputs());
  }

  @Test
  void damaged_files() throws IOException {
    byte[] whole = images(1, 2, 3);
    write("data_batch_2.bin", Arrays.copyOf(whole, 6000));
    refused(
        Cifar.CIFAR_10,
        "data_batch_2.bin",
        "6000 bytes: CIFAR-10 has 3073 an image, and this is no whole number of them. Maybe it was"
            + " cut off.");
    write("data_batch_2.bin", Arrays.copyOf(whole, 3073));
    refused(
        Cifar.CIFAR_10,
        "data_batch_2.bin",
        "1 images, but data_batch_1.bin has 2: all must have as many. Maybe one was cut off.");
    write("data_batch_2.bin", images(1, 2, 77));
    refused(
        Cifar.CIFAR_10,
        "data_batch_2.bin",
        "label 77 of image 1: labels of CIFAR-10 are 0 to 9. Maybe it is another file.");
    Files.delete(directory.resolve("data_batch_2.bin"));
    refused(
        Cifar.CIFAR_10,
        "data_batch_2.bin",
        "no such file. CIFAR-10 needs it; these names would do, too: data_batch_2.bin.gz.");
    write("test.bin", new byte[0]);
    refused(
        Cifar.CIFAR_100,
        "test.bin",
        "0 bytes: CIFAR-100 has 3074 an image, and this is no whole number of them. Maybe it was"
            + " cut off.");
  }
}
