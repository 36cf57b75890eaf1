package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.head.Heads;
import dev.lockstep.numerics.tensor.head.InfoProWeights;
import dev.lockstep.numerics.tensor.head.Reconstruction;
import dev.lockstep.numerics.tensor.image.Convolution;
import dev.lockstep.numerics.tensor.image.GlobalAveragePool;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.strategies.local.AsyncLocal;
import dev.lockstep.strategies.local.LocalLearning;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * InfoPro: stages but the last learn from a head that tells classes apart and gives the image back.
 * The plain loop writes the loss of the image out pixel by pixel.
 */
class T11_ImagesGivenBackTest {

  private static final int P = 3;
  private static final int COUNT = 50;
  private static final int CLASSES = 2;
  private static final double MOMENTUM = 0.9;
  private static final double RATE = 0.05;
  private static final List<Long> IMAGE = List.of(1L, 4L, 4L);
  private static final InfoProWeights WEIGHTS = new InfoProWeights(5, 0.5, 1, 2);

  /** Bright above or below, as numbers from -1 to 1. */
  private static MicroBatch samples(int microBatch) {
    Random random = new Random(microBatch);
    INDArray images = Nd4j.create(DataType.DOUBLE, 3, 1, 4, 4);
    double[] labels = random.ints(3, 0, CLASSES).asDoubleStream().toArray();
    for (int pixel = 0; pixel < images.length(); pixel++) {
      boolean above = pixel % 16 < 8;
      boolean bright = labels[pixel / 16] == (above ? 0 : 1);
      images.putScalar(pixel, (bright ? 0.5 : -0.5) + random.nextDouble() - 0.5);
    }
    return new MicroBatch(images, Nd4j.createFromArray(labels));
  }

  private static INDArray pixels(INDArray images) {
    return images.add(1).divi(2);
  }

  private static List<Layer> bodies() {
    return List.of(
        Sequence.of(Convolution.same(1, 2, 3, 1), new Relu()),
        Sequence.of(Convolution.same(2, 3, 3, 2), new Relu()),
        Sequence.of(new GlobalAveragePool(), new Dense(3, CLASSES)));
  }

  private static Layer head(int stage) {
    return Heads.infoPro(2 + stage, 4, CLASSES, Normalisation.BATCH, IMAGE);
  }

  private static NumericRun train(Strategy strategy) {
    Schedule schedule = strategy.plan(new Workload(P, 1, COUNT));
    List<StageNetwork> stages = new ArrayList<>();
    for (int s = 0; s < P - 1; s++) {
      InfoProWeights.Pair pair = WEIGHTS.of(s, P - 1);
      Reconstruction loss =
          new Reconstruction(
              pair.ofImage(), pair.ofClasses(), CLASSES, T11_ImagesGivenBackTest::pixels);
      stages.add(StageNetwork.of(bodies().get(s), head(s), loss));
    }
    stages.add(StageNetwork.of(bodies().get(P - 1)));
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    NumericRun run =
        new NumericRun(
            schedule,
            new Training(
                stages,
                T11_ImagesGivenBackTest::samples,
                loss,
                loss,
                new Sgd(MOMENTUM, false, 0),
                RateSchedule.constant(RATE),
                LearningRule.PLAIN,
                7,
                DataType.DOUBLE));
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    return run;
  }

  /** What a plain loop knows of stages and heads. */
  private static final class Loop {
    private final PlainNetwork network = new PlainNetwork(bodies(), new SoftmaxCrossEntropy());
    private final PlainNetwork heads =
        new PlainNetwork(List.of(head(0), head(1)), new SoftmaxCrossEntropy());
    private final History stages = new History(network, 7, RATE, MOMENTUM);
    private final History ofHeads = new History(heads, 8, RATE, MOMENTUM);

    /** One stage on an output of the stage below; gives its own. */
    INDArray step(int stage, INDArray input, MicroBatch samples) {
      List<INDArray> weights = stages.newest().get(stage);
      Pass pass = network.stages().get(stage).forward(weights, input, Phase.TRAINING);
      INDArray gradient =
          stage == P - 1
              ? network.loss().of(pass.output(), samples.labels()).gradient()
              : ofHead(stage, pass.output(), samples);
      stages.step(stage, pass.backward(weights, gradient).weightGradients().get(), RATE, 1, 0);
      return pass.output();
    }

    private INDArray ofHead(int stage, INDArray output, MicroBatch samples) {
      List<INDArray> weights = ofHeads.newest().get(stage);
      Pass pass = heads.stages().get(stage).forward(weights, output, Phase.TRAINING);
      Backward backward = pass.backward(weights, gradient(stage, pass.output(), samples));
      ofHeads.step(stage, backward.weightGradients().get(), RATE, 1, 0);
      return backward.inputGradient();
    }

    /** (softmax - one-hot) / samples, and (sigmoid - pixel) / pixels of all samples. */
    private static INDArray gradient(int stage, INDArray outputs, MicroBatch samples) {
      double ofImage = stage == 0 ? 5 : 1;
      double ofClasses = stage == 0 ? 0.5 : 2;
      INDArray gradient = Nd4j.create(DataType.DOUBLE, outputs.shape());
      for (int sample = 0; sample < 3; sample++) {
        double sum =
            Math.exp(outputs.getDouble(sample, 0)) + Math.exp(outputs.getDouble(sample, 1));
        for (int c = 0; c < CLASSES; c++) {
          double share = Math.exp(outputs.getDouble(sample, c)) / sum;
          double hit = samples.labels().getDouble(sample) == c ? 1 : 0;
          gradient.putScalar(sample, c, ofClasses * (share - hit) / 3);
        }
        for (int pixel = 0; pixel < 16; pixel++) {
          double given = 1 / (1 + Math.exp(-outputs.getDouble(sample, CLASSES + pixel)));
          double wanted = (samples.inputs().getDouble(sample, 0, pixel / 4, pixel % 4) + 1) / 2;
          gradient.putScalar(sample, CLASSES + pixel, ofImage * (given - wanted) / 48);
        }
      }
      return gradient;
    }

    void assertEqualTo(NumericRun run) {
      SmallTask.assertClose(run.weights(), stages.newest(), 1e-9);
      SmallTask.assertClose(run.headWeights().subList(0, P - 1), ofHeads.newest(), 1e-9);
    }
  }

  @Test
  void stages_learn_to_give_images_back() {
    Loop loop = new Loop();
    for (int b = 0; b < COUNT; b++) {
      INDArray between = samples(b).inputs();
      for (int s = 0; s < P; s++) {
        between = loop.step(s, between, samples(b));
      }
    }
    NumericRun run = train(new LocalLearning());

    loop.assertEqualTo(run);
    double first = run.log().headLoss(0, 0).orElseThrow();
    assertThat(run.log().headLoss(0, COUNT - 1).orElseThrow()).isLessThan(first);
  }

  /**
   * Stage 0 is three times slower, so that stage 1 sees the same outputs again: they are held
   * against the images that they were made of, not against those whose turn it is.
   */
  @Test
  void a_replayed_output_is_held_against_its_own_image() {
    Loop loop = new Loop();
    List<INDArray> made = new ArrayList<>();
    for (int b = 0; b < COUNT; b++) {
      made.add(loop.step(0, samples(b).inputs(), samples(b)));
    }
    List<INDArray> next = new ArrayList<>();
    for (int b = 0; b < COUNT; b++) {
      next.add(loop.step(1, made.get(b / 3), samples(b / 3)));
    }
    for (int b = 0; b < COUNT; b++) {
      loop.step(2, next.get(b), samples(b / 3));
    }

    loop.assertEqualTo(train(new AsyncLocal(1, OptionalInt.of(0), 3)));
  }
}
