package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.file.CharacterText;
import dev.lockstep.numerics.data.file.Cifar;
import dev.lockstep.numerics.data.file.DataFileException;
import dev.lockstep.numerics.data.file.Mnist;
import dev.lockstep.numerics.data.generated.Clusters;
import dev.lockstep.numerics.data.generated.Glyphs;
import dev.lockstep.numerics.data.generated.Grammar;
import dev.lockstep.numerics.data.generated.Spirals;
import dev.lockstep.numerics.data.generated.glyph.Difficulty;
import dev.lockstep.numerics.data.generated.glyph.Typefaces;
import dev.lockstep.numerics.data.samples.Augmentation;
import dev.lockstep.numerics.data.samples.HorizontalFlip;
import dev.lockstep.numerics.data.samples.PaddedCrop;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.learning.DataSection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Data sets by their names. A generated set is the same in every run: its seed belongs to the data,
 * not to the run.
 */
final class LearningData {

  private static final int SEED = 1;
  private static final int TRAINING = 8_000;
  private static final int TEST = 2_000;
  private static final int POSITIONS = 64;
  private static final double TEST_SHARE = 0.1;

  private final DataSection data;
  private final Path scenarioFile;
  private final int training;
  private final int test;

  private LearningData(DataSection data, Path scenarioFile) {
    this.data = data;
    this.scenarioFile = scenarioFile;
    this.training = data.training().orElse(TRAINING);
    this.test = data.test().orElse(TEST);
  }

  /**
   * The data that a section names.
   *
   * @param scenarioFile beside which files lie
   * @throws RefusedException if keys do not go together, or a file is missing or damaged
   */
  static DataSet of(DataSection data, Path scenarioFile) {
    DataKeys.check(data);
    try {
      return new LearningData(data, scenarioFile).set();
    } catch (DataFileException e) {
      throw new RefusedException("/learning/data/path", e.getMessage(), "");
    } catch (IllegalArgumentException e) {
      throw new RefusedException("/learning/data", e.getMessage(), "");
    }
  }

  private DataSet set() {
    long seed = data.seed().orElse(SEED);
    return switch (data.name()) {
      case CLUSTERS -> clusters().generate(seed);
      case SPIRALS -> spirals().generate(seed);
      case GLYPHS -> glyphs().generate(seed);
      case GRAMMAR -> new Grammar(positions(), training, test).generate(seed);
      case MNIST -> Mnist.read(path(), augmentations(PaddedCrop.ofZeros()));
      case CIFAR_10 -> cifar(Cifar.CIFAR_10);
      case CIFAR_100 -> cifar(Cifar.CIFAR_100);
      case TEXT -> CharacterText.read(path(), positions(), TEST_SHARE).set();
    };
  }

  private Clusters clusters() {
    Clusters usual = Clusters.usual();
    return new Clusters(
        data.classes().orElse(usual.classes()),
        usual.dimensions(),
        usual.clustersPerClass(),
        usual.spread(),
        training,
        test);
  }

  private Spirals spirals() {
    Spirals usual = Spirals.usual();
    return new Spirals(
        data.classes().orElse(usual.arms()), usual.turns(), usual.noise(), training, test);
  }

  private Glyphs glyphs() {
    Glyphs usual = Glyphs.usual();
    return new Glyphs(
        data.classes().orElse(usual.classes()),
        data.image().orElse(usual.size()),
        training,
        test,
        Typefaces.MADE_UP,
        Difficulty.usual());
  }

  private DataSet cifar(Cifar format) {
    return format.read(path(), augmentations(PaddedCrop.ofZeros(), new HorizontalFlip()));
  }

  private int positions() {
    return data.positions().orElse(POSITIONS);
  }

  private List<Augmentation> augmentations(Augmentation... all) {
    return data.augment() ? List.of(all) : List.of();
  }

  private Path path() {
    String name = data.path().orElseThrow();
    try {
      return scenarioFile.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new RefusedException(
          "/learning/data/path", "\"%s\" cannot name a file".formatted(name), "");
    }
  }
}
