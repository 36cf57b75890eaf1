package dev.lockstep.numerics.threads.trial;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.data.generated.Glyphs;
import dev.lockstep.numerics.data.generated.Grammar;
import dev.lockstep.numerics.data.generated.glyph.Difficulty;
import dev.lockstep.numerics.data.generated.glyph.Typefaces;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.head.Heads;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.network.ResidualNetwork;
import dev.lockstep.numerics.tensor.sequence.TransformerNetwork;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A network in two stages, its data, and how it learns.
 *
 * @param name for reports
 * @param data to learn from, and other samples
 * @param stages makes the two stages anew, the first with a head: layers may hold statistics
 * @param microBatch samples of a micro-batch
 */
public record TrialNetwork(
    String name, DataSet data, Supplier<List<StageNetwork>> stages, int microBatch) {

  private static final long DATA_SEED = 20_20;
  private static final int SAMPLES = 1_024;
  private static final int OTHER_SAMPLES = 256;
  private static final int CLASSES = 10;
  private static final int IMAGE = 16;
  private static final int WIDTH = 16;
  private static final int POSITIONS = 32;
  private static final int FEATURES = 64;
  private static final int HEADS = 4;
  private static final int BLOCKS = 4;
  private static final int IMAGES = 16;
  private static final int SEQUENCES = 8;
  private static final double RATE = 0.01;
  private static final double MOMENTUM = 0.9;

  /** ResNet-8 of 16 channels on images of glyphs, 16 x 16 in 10 classes; 16 in a micro-batch. */
  public static TrialNetwork resnet() {
    ResidualNetwork network =
        new ResidualNetwork(1, WIDTH, 1, CLASSES, ResidualNetwork.Kind.PLAIN, Normalisation.BATCH);
    Glyphs glyphs =
        new Glyphs(CLASSES, IMAGE, SAMPLES, OTHER_SAMPLES, Typefaces.MADE_UP, Difficulty.usual());
    return new TrialNetwork(
        "resnet8",
        glyphs.generate(DATA_SEED),
        () -> cut(network.units(), 2, Heads.linear(WIDTH, CLASSES)),
        IMAGES);
  }

  /**
   * A decoder of four blocks of 64 features on a grammar, 32 characters a sample; 8 samples in a
   * micro-batch.
   */
  public static TrialNetwork transformer() {
    DataSet data = new Grammar(POSITIONS, SAMPLES, OTHER_SAMPLES).generate(DATA_SEED);
    TransformerNetwork network =
        new TransformerNetwork(data.classes(), POSITIONS, FEATURES, HEADS, BLOCKS);
    return new TrialNetwork(
        "transformer4",
        data,
        () -> cut(network.layers(), 1 + BLOCKS / 2, network.head()),
        SEQUENCES);
  }

  private static List<StageNetwork> cut(List<Layer> units, int at, Layer head) {
    return List.of(
        StageNetwork.of(new Sequence(units.subList(0, at)), head),
        StageNetwork.of(new Sequence(units.subList(at, units.size()))));
  }

  /** A training on the samples to learn from, in their order. */
  public Training training(Strategy strategy) {
    return training(strategy, data.training(), 0, 1);
  }

  /**
   * A training on the other samples, which the one above never sees, with other first weights.
   *
   * @param number tells several apart, from 0: each begins at other samples
   */
  public Training otherTraining(Strategy strategy, int number) {
    return training(strategy, data.test(), number, 2L + number);
  }

  private Training training(Strategy strategy, Samples samples, int first, long seed) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        stages.get(),
        m -> microBatch(samples, first + m),
        loss,
        loss,
        new Sgd(MOMENTUM, false, 0),
        RateSchedule.constant(RATE),
        LearningRules.of(strategy, Integer.MAX_VALUE, 1),
        seed,
        DataType.FLOAT);
  }

  private MicroBatch microBatch(Samples samples, int number) {
    int batches = samples.count() / microBatch;
    int first = number % batches * microBatch;
    return samples.microBatch(IntStream.range(first, first + microBatch).toArray());
  }
}
