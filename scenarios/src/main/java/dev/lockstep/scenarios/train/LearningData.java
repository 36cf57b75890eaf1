package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.generated.Clusters;
import dev.lockstep.numerics.data.generated.Glyphs;
import dev.lockstep.numerics.data.generated.Spirals;
import dev.lockstep.numerics.data.generated.glyph.Difficulty;
import dev.lockstep.numerics.data.generated.glyph.Typefaces;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.learning.DataSection;

/** Data sets by their names. Generated ones are the same in every run. */
final class LearningData {

  private static final long SEED = 20_20;
  private static final int TRAINING = 8_000;
  private static final int TEST = 2_000;
  private static final int IMAGE = 16;
  private static final int DIMENSIONS = 16;
  private static final int CLUSTERS_PER_CLASS = 3;
  private static final double TURNS = 1.5;
  private static final double NOISE = 0.03;

  private LearningData() {}

  static DataSet of(DataSection data) {
    try {
      return named(data);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("/learning/data", e.getMessage(), "");
    }
  }

  private static DataSet named(DataSection data) {
    int training = data.training().orElse(TRAINING);
    int test = data.test().orElse(TEST);
    return switch (data.name()) {
      case CLUSTERS ->
          new Clusters(data.classes().orElse(10), DIMENSIONS, CLUSTERS_PER_CLASS, 1, training, test)
              .generate(SEED);
      case SPIRALS ->
          new Spirals(data.classes().orElse(3), TURNS, NOISE, training, test).generate(SEED);
      case GLYPHS ->
          new Glyphs(
                  data.classes().orElse(10),
                  data.image().orElse(IMAGE),
                  training,
                  test,
                  Typefaces.MADE_UP,
                  Difficulty.usual())
              .generate(SEED);
      default ->
          throw new RefusedException(
              "/learning/data/name", "%s cannot be read yet".formatted(data.name()), "");
    };
  }
}
