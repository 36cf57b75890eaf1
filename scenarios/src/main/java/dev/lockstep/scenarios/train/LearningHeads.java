package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.ImageSamples;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.head.Heads;
import dev.lockstep.numerics.tensor.head.InfoProWeights;
import dev.lockstep.numerics.tensor.head.Reconstruction;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Initials;
import dev.lockstep.numerics.tensor.sequence.LayerNormalisation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.TrainingSection.AuxiliaryHead;
import java.util.Locale;
import java.util.Optional;

/**
 * Auxiliary heads by the names that costs know them by: what stands behind a stage depends on what
 * it gives out, which is images, text or vectors.
 *
 * @param kind as the scenario names it; if absent, DGL's behind images, the network's own behind
 *     text, a dense layer behind vectors
 * @param normalisation of channels
 * @param data whose classes are told apart
 * @param infoPro weights of InfoPro's losses
 */
record LearningHeads(
    Optional<AuxiliaryHead> kind,
    Normalisation normalisation,
    DataSet data,
    InfoProWeights infoPro) {

  private static final String POINTER = "/training/auxiliaryHead";
  private static final int IMAGE_DIMENSIONS = 3;
  private static final int TEXT_DIMENSIONS = 2;
  private static final int SPATIAL_LAYERS = 3;

  /** Hidden features of {@code 1c2f}. */
  static final int STRIDED_FEATURES = 128;

  private static final int INTERLOCKING_FIRST = 128;
  private static final int INTERLOCKING_SECOND = 64;
  private static final double PROJECTION = 0.02;

  /**
   * A stage with a head.
   *
   * @param body without it
   * @param number of the head, from 0
   * @param heads how many there are
   * @param shape of the stage's output, without the dimension of samples
   * @throws RefusedException if there is no such head behind such an output
   */
  StageNetwork behind(Layer body, int number, int heads, long... shape) {
    if (kind.filter(AuxiliaryHead.INFOPRO::equals).isPresent()
        && shape.length == IMAGE_DIMENSIONS
        && data.training() instanceof ImageSamples images) {
      InfoProWeights.Pair weights = infoPro.of(number, heads);
      return StageNetwork.of(
          body,
          Heads.infoPro(
              (int) shape[0], STRIDED_FEATURES, classes(), normalisation, data.inputShape()),
          new Reconstruction(
              weights.ofImage(), weights.ofClasses(), classes(), images.normalisation()::pixels));
    }
    return StageNetwork.of(body, behind(shape));
  }

  private int classes() {
    return data.classes();
  }

  private Layer behind(long... shape) {
    int features = (int) shape[shape.length - 1];
    return switch (shape.length) {
      case IMAGE_DIMENSIONS -> ofImages((int) shape[0], (int) shape[1], (int) shape[2]);
      case TEXT_DIMENSIONS -> ofText(features);
      default -> ofVectors(features);
    };
  }

  private Layer ofImages(int channels, int height, int width) {
    return switch (kind.orElse(AuxiliaryHead.MLP_SR)) {
      case MLP_SR, POOLED -> spatial(channels, height, width);
      case _1C2F, STRIDED ->
          Heads.oneConvolution(channels, STRIDED_FEATURES, classes(), normalisation);
      case CONV128_CONV64, CONVOLUTIONS ->
          Heads.interlocking(
              channels, INTERLOCKING_FIRST, INTERLOCKING_SECOND, classes(), normalisation);
      case LINEAR -> Heads.linear(channels, classes());
      default -> throw none("images", "mlp-sr, 1c2f, conv128-conv64, infopro or linear");
    };
  }

  private Layer spatial(int channels, int height, int width) {
    if (height != width || height < 2 || Integer.bitCount(height) != 1) {
      throw new RefusedException(
          POINTER,
          "is mlp-sr, which halves images down to 2 x 2, but a stage gives out %d x %d"
              .formatted(height, width),
          "Set it to linear, 1c2f or conv128-conv64.");
    }
    return Heads.spatialReduction(
        channels, height, SPATIAL_LAYERS, SPATIAL_LAYERS, classes(), normalisation);
  }

  private Layer ofText(int features) {
    return switch (kind.orElse(AuxiliaryHead.VOCABULARY)) {
      case VOCABULARY ->
          Sequence.of(
              new LayerNormalisation(features),
              new Dense(features, classes(), Initials.normal(PROJECTION)));
      case LINEAR -> new Dense(features, classes(), Initials.normal(PROJECTION));
      default -> throw none("text", "vocabulary or linear");
    };
  }

  private Layer ofVectors(int features) {
    return switch (kind.orElse(AuxiliaryHead.LINEAR)) {
      case LINEAR -> new Dense(features, classes());
      default -> throw none("vectors", "linear");
    };
  }

  private RefusedException none(String form, String known) {
    String word = kind.orElseThrow().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new RefusedException(
        POINTER,
        "is %s, but stages that give out %s learn with none such"
            .formatted(word.replaceFirst("^-", ""), form),
        "Leave it out, or set it to %s.".formatted(known));
  }
}
