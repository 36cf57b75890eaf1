package dev.lockstep.numerics.data.file;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.Augmentation;
import dev.lockstep.numerics.data.samples.ImageSamples;
import dev.lockstep.numerics.data.samples.ImageShape;
import dev.lockstep.numerics.data.samples.Normalisation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * MNIST, and sets of its format such as Fashion-MNIST: four files in the IDX format of LeCun,
 * Cortes and Burges (yann.lecun.com/exdb/mnist), as they are or gzipped.
 */
public final class Mnist {

  private static final String SET = "MNIST";
  private static final int CLASSES = 10;
  private static final long IMAGES = 0x803;
  private static final long LABELS = 0x801;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;

  private record Images(DataFile file, ImageShape shape, byte[] pixels) {}

  private Mnist() {}

  /**
   * Reads the four files of a directory: {@code train-images-idx3-ubyte}, {@code
   * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte}, {@code t10k-labels-idx1-ubyte}; a dot
   * before {@code idx} or {@code .gz} at the end will do, too.
   *
   * @param augmentations of training images
   * @throws DataFileException if one of them is missing or damaged
   */
  public static DataSet read(Path directory, List<Augmentation> augmentations) {
    Images training = images(file(directory, "train-images", "idx3"));
    Images test = images(file(directory, "t10k-images", "idx3"));
    if (!training.shape().equals(test.shape())) {
      throw test.file()
          .wrong(
              "images of %s, but training has %s. Maybe they are of different sets."
                  .formatted(size(test.shape()), size(training.shape())));
    }
    byte[] trainingLabels = labels(file(directory, "train-labels", "idx1"), training);
    byte[] testLabels = labels(file(directory, "t10k-labels", "idx1"), test);
    Normalisation figures = Normalisation.of(training.pixels(), training.shape());
    return new DataSet(
        "mnist",
        new ImageSamples(
            training.shape(), training.pixels(), trainingLabels, figures, augmentations),
        new ImageSamples(test.shape(), test.pixels(), testLabels, figures, List.of()),
        training.shape().dimensions(),
        CLASSES);
  }

  private static DataFile file(Path directory, String name, String kind) {
    String first = name + "-" + kind + "-ubyte";
    String second = name + "." + kind + "-ubyte";
    return DataFile.firstOf(directory, List.of(first, first + ".gz", second, second + ".gz"), SET);
  }

  private static Images images(DataFile file) {
    check(file, IMAGES, IMAGES_HEADER, "images");
    long count = file.number(4);
    long height = file.number(8);
    long width = file.number(12);
    checkLength(
        file,
        IMAGES_HEADER,
        (double) count * height * width,
        "%d images of %d x %d".formatted(count, height, width));
    ImageShape shape = new ImageShape(1, (int) height, (int) width);
    byte[] bytes = file.bytes();
    return new Images(file, shape, Arrays.copyOfRange(bytes, IMAGES_HEADER, bytes.length));
  }

  private static byte[] labels(DataFile file, Images images) {
    check(file, LABELS, LABELS_HEADER, "labels");
    long count = file.number(4);
    checkLength(file, LABELS_HEADER, (double) count, count + " labels");
    long wanted = images.pixels().length / images.shape().values();
    if (count != wanted) {
      throw file.wrong(
          "%d labels, but %s has %d images. Maybe they are of different sets."
              .formatted(count, images.file().path().getFileName(), wanted));
    }
    byte[] labels = Arrays.copyOfRange(file.bytes(), LABELS_HEADER, file.bytes().length);
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= CLASSES) {
        throw file.wrong("label %d of image %d: labels are 0 to 9.".formatted(labels[i] & 0xff, i));
      }
    }
    return labels;
  }

  private static void check(DataFile file, long magic, int header, String what) {
    if (file.bytes().length < header) {
      throw file.wrong(
          "%d bytes: an IDX file of %s has a header of %d. Maybe it was cut off."
              .formatted(file.bytes().length, what, header));
    }
    if (file.number(0) != magic) {
      throw file.wrong(
          "starts with 0x%08x: an IDX file of %s starts with 0x%08x. Maybe it is another file."
              .formatted(file.number(0), what, magic));
    }
  }

  private static void checkLength(DataFile file, int header, double values, String what) {
    if (values == 0) {
      throw file.wrong("its header says %s: there must be at least one.".formatted(what));
    }
    if (file.bytes().length != header + values) {
      throw file.wrong(
          "%d bytes: its header says %s, which are %.0f. Maybe it was cut off."
              .formatted(file.bytes().length, what, header + values));
    }
  }

  private static String size(ImageShape shape) {
    return shape.height() + " x " + shape.width();
  }
}
