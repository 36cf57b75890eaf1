package dev.lockstep.numerics.data.file;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.Augmentation;
import dev.lockstep.numerics.data.samples.ImageSamples;
import dev.lockstep.numerics.data.samples.ImageShape;
import dev.lockstep.numerics.data.samples.Normalisation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * CIFAR-10 and CIFAR-100, binary versions (Krizhevsky, Learning Multiple Layers of Features from
 * Tiny Images, 2009; cs.toronto.edu/~kriz/cifar.html): images of 3 x 32 x 32 bytes, each after its
 * label, which is the last of two with CIFAR-100.
 */
public enum Cifar {
  /** 10 classes: {@code data_batch_1.bin} to {@code data_batch_5.bin}, {@code test_batch.bin}. */
  CIFAR_10(
      "CIFAR-10",
      10,
      1,
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin"),
      "test_batch.bin"),
  /** 100 classes, by their fine labels: {@code train.bin}, {@code test.bin}. */
  CIFAR_100("CIFAR-100", 100, 2, List.of("train.bin"), "test.bin");

  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);

  private final String title;
  private final int classes;
  private final int labelBytes;
  private final List<String> trainingFiles;
  private final String testFile;

  Cifar(String title, int classes, int labelBytes, List<String> trainingFiles, String testFile) {
    this.title = title;
    this.classes = classes;
    this.labelBytes = labelBytes;
    this.trainingFiles = trainingFiles;
    this.testFile = testFile;
  }

  /**
   * Reads the files of a directory, as they are or gzipped.
   *
   * @param augmentations of training images
   * @throws DataFileException if one of them is missing or damaged
   */
  public DataSet read(Path directory, List<Augmentation> augmentations) {
    List<DataFile> training = trainingFiles.stream().map(name -> file(directory, name)).toList();
    DataFile first = training.get(0);
    for (DataFile file : training) {
      if (file.bytes().length != first.bytes().length) {
        throw file.wrong(
            "%d images, but %s has %d: all must have as many. Maybe one was cut off."
                .formatted(count(file), first.path().getFileName(), count(first)));
      }
    }
    byte[] pixels = pixels(training);
    Normalisation figures = Normalisation.of(pixels, SHAPE);
    List<DataFile> test = List.of(file(directory, testFile));
    return new DataSet(
        title.toLowerCase(Locale.ROOT),
        new ImageSamples(SHAPE, pixels, labels(training), figures, augmentations),
        new ImageSamples(SHAPE, pixels(test), labels(test), figures, List.of()),
        SHAPE.dimensions(),
        classes);
  }

  private DataFile file(Path directory, String name) {
    DataFile file = DataFile.firstOf(directory, List.of(name, name + ".gz"), title);
    if (file.bytes().length == 0 || file.bytes().length % recordBytes() != 0) {
      throw file.wrong(
          "%d bytes: %s has %d an image, and this is no whole number of them. Maybe it was cut off."
              .formatted(file.bytes().length, title, recordBytes()));
    }
    for (int i = 0; i < count(file); i++) {
      if (label(file, i) >= classes) {
        throw file.wrong(
            "label %d of image %d: labels of %s are 0 to %d. Maybe it is another file."
                .formatted(label(file, i), i, title, classes - 1));
      }
    }
    return file;
  }

  private byte[] pixels(List<DataFile> files) {
    byte[] pixels = new byte[Math.multiplyExact(count(files), SHAPE.values())];
    int to = 0;
    for (DataFile file : files) {
      for (int i = 0; i < count(file); i++) {
        int from = i * recordBytes() + labelBytes;
        System.arraycopy(file.bytes(), from, pixels, to, SHAPE.values());
        to += SHAPE.values();
      }
    }
    return pixels;
  }

  private byte[] labels(List<DataFile> files) {
    byte[] labels = new byte[count(files)];
    int to = 0;
    for (DataFile file : files) {
      for (int i = 0; i < count(file); i++) {
        labels[to++] = (byte) label(file, i);
      }
    }
    return labels;
  }

  private int label(DataFile file, int image) {
    return file.bytes()[image * recordBytes() + labelBytes - 1] & 0xff;
  }

  private int recordBytes() {
    return labelBytes + SHAPE.values();
  }

  private int count(DataFile file) {
    return file.bytes().length / recordBytes();
  }

  private int count(List<DataFile> files) {
    return files.stream().mapToInt(this::count).sum();
  }
}
