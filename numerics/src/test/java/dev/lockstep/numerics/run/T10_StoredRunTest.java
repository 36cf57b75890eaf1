package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Adam;
import dev.lockstep.numerics.optimizer.AdamW;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Blocks;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.head.Heads;
import dev.lockstep.numerics.tensor.image.Convolution;
import dev.lockstep.numerics.tensor.image.Pool;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.network.GroupedNetwork;
import dev.lockstep.numerics.tensor.network.ResidualNetwork;
import dev.lockstep.numerics.tensor.network.ResidualNetwork.Kind;
import dev.lockstep.numerics.tensor.sequence.TransformerNetwork;
import dev.lockstep.strategies.asynchronous.PipeDream;
import dev.lockstep.strategies.asynchronous.PipeMare;
import dev.lockstep.strategies.asynchronous.SpecTrain;
import dev.lockstep.strategies.asynchronous.XPipe;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.FeaturesReplay;
import dev.lockstep.strategies.decoupled.Petra;
import dev.lockstep.strategies.local.ForwardGradient;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import dev.lockstep.strategies.threaded.PartialDecoupledSgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run that is stored after each of its tasks, and goes on as another run with a network of its
 * own, learns to the last bit what it would have learned at one go.
 */
class T10_StoredRunTest {

  private static final int ITERATIONS = 3;
  private static final int CLASSES = 5;
  private static final int SAMPLES = 4;
  private static final int SIZE = 8;
  private static final int POSITIONS = 6;
  private static final int FEATURES = 8;
  private static final Sgd MOMENTUM = new Sgd(0.9, true, 0.01);
  private static final Workload THREE_DEVICES = new Workload(3, 2, ITERATIONS);

  /** Pending weight gradients, old versions, foretold weights, heads, and second forwards. */
  static Stream<Strategy> strategies() {
    return Stream.of(
            new ZeroBubbleH2(),
            new PipeDream(),
            new PipeMare(),
            new XPipe(),
            new Interlocking(1),
            new FeaturesReplay())
        .map(Strategy.class::cast);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_residual_network_goes_on(Strategy strategy) throws Exception {
    assertGoesOn(strategy, MOMENTUM, residual(Kind.PLAIN));
  }

  @Test
  void so_does_one_of_pre_activation_blocks() throws Exception {
    assertGoesOn(new ZeroBubbleH2(), MOMENTUM, residual(Kind.PRE_ACTIVATION));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_transformer_goes_on(Strategy strategy) throws Exception {
    assertGoesOn(strategy, Adam.usual(), decoder());
  }

  @Test
  void so_does_one_whose_weights_are_foretold_twice() throws Exception {
    Optimizer optimizer = new AdamW(0.9, 0.99, 1e-8, 0.01);
    assertGoesOn(new SpecTrain(), optimizer, decoder());
  }

  @Test
  void petra_goes_on_with_outputs_that_are_returned() throws Exception {
    Task reversible =
        images(
            stages ->
                Stream.of(
                        Convolution.same(1, 4, 3, 1),
                        Blocks.reversible(4, Normalisation.BATCH),
                        Sequence.of(new Pool(Pool.Kind.MAXIMUM, 2, 2), Heads.linear(4, CLASSES)))
                    .map(StageNetwork::of)
                    .toList());
    assertGoesOn(new Petra(2), MOMENTUM, reversible);
  }

  @Test
  void groups_go_on_with_logits_of_each_other() throws Exception {
    ResidualNetwork network =
        new ResidualNetwork(1, 4, 1, CLASSES, Kind.PLAIN, Normalisation.BATCH);
    Strategy strategy = new GroupedLocal(2, true);
    assertGoesOn(
        strategy,
        strategy.plan(new Workload(4, 1, ITERATIONS)),
        1,
        MOMENTUM,
        images(
            stages ->
                new GroupedNetwork(network, 2, 2)
                    .nodes(8).stream()
                        .map(node -> StageNetwork.of(node.body(), node.head()))
                        .toList()));
  }

  @Test
  void forward_gradients_go_on() throws Exception {
    assertGoesOn(new ForwardGradient(), MOMENTUM, residual(Kind.PLAIN));
  }

  @Test
  void replicas_go_on_each_with_its_own_weights() throws Exception {
    Strategy strategy = new PartialDecoupledSgd(2, 1, 3, true);
    Schedule schedule = strategy.plan(new Workload(1, 1, ITERATIONS));
    assertGoesOn(strategy, schedule, 2, MOMENTUM, residual(Kind.PLAIN));
  }

  private static void assertGoesOn(Strategy strategy, Optimizer optimizer, Task task)
      throws Exception {
    assertGoesOn(strategy, strategy.plan(THREE_DEVICES), 1, optimizer, task);
  }

  private static void assertGoesOn(
      Strategy strategy, Schedule schedule, int replicas, Optimizer optimizer, Task task)
      throws Exception {
    List<Training> made = new ArrayList<>();
    Supplier<Training> training =
        () -> {
          LearningRule rule = LearningRules.of(strategy, ITERATIONS, replicas);
          made.add(task.training(schedule.stageCount(), optimizer, rule));
          return made.get(made.size() - 1);
        };
    NumericRun whole = new NumericRun(schedule, training.get());
    whole.compareGradients(1);
    whole.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    NumericRun last = Relay.of(schedule, training);
    SmallTask.assertSame(last.weights(), whole.weights());
    SmallTask.assertSame(last.headWeights(), whole.headWeights());
    assertThat(last.log())
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(whole.log());
    SmallTask.assertSame(statistics(made.get(made.size() - 1)), statistics(made.get(0)));
  }

  private static List<List<INDArray>> statistics(Training training) {
    return training.stages().stream()
        .flatMap(stage -> Stream.concat(Stream.of(stage.body()), stage.head().stream()))
        .map(Layer::statistics)
        .toList();
  }

  /**
   * What is learned.
   *
   * @param network made anew whenever it is asked for, of so many stages
   */
  private record Task(IntFunction<MicroBatch> samples, IntFunction<List<StageNetwork>> network) {

    Training training(int stages, Optimizer optimizer, LearningRule rule) {
      SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
      RateSchedule rate = RateSchedule.cosine(0.02, ITERATIONS);
      return new Training(network.apply(stages), samples, loss, loss, optimizer, rate, rule, 5);
    }
  }

  private static Task images(IntFunction<List<StageNetwork>> network) {
    return new Task(T10_StoredRunTest::images, network);
  }

  private static MicroBatch images(int microBatch) {
    Random random = new Random(microBatch);
    double[] pixels = random.doubles(SAMPLES * SIZE * SIZE, -1, 1).toArray();
    return new MicroBatch(
        Nd4j.createFromArray(pixels).castTo(DataType.FLOAT).reshape(SAMPLES, 1, SIZE, SIZE),
        numbers(random, SAMPLES));
  }

  private static MicroBatch text(int microBatch) {
    Random random = new Random(microBatch);
    return new MicroBatch(numbers(random, SAMPLES, POSITIONS), numbers(random, SAMPLES, POSITIONS));
  }

  private static INDArray numbers(Random random, int... shape) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double[] numbers = random.ints(count, 0, CLASSES).asDoubleStream().toArray();
    return Nd4j.createFromArray(numbers).castTo(DataType.FLOAT).reshape(shape);
  }

  private static Task residual(Kind kind) {
    ResidualNetwork network = new ResidualNetwork(1, 4, 1, CLASSES, kind, Normalisation.BATCH);
    return images(
        stages -> {
          long[] shape = {1, SIZE, SIZE};
          List<StageNetwork> all = new ArrayList<>();
          for (Sequence body : cut(network.units(), stages)) {
            shape = body.outputShape(shape);
            all.add(all.size() < stages - 1 ? headed(body, shape[0]) : StageNetwork.of(body));
          }
          return all;
        });
  }

  private static StageNetwork headed(Layer body, long channels) {
    int inputs = Math.toIntExact(channels);
    return StageNetwork.of(body, Heads.interlocking(inputs, 4, 4, CLASSES, Normalisation.BATCH));
  }

  private static Task decoder() {
    TransformerNetwork network = new TransformerNetwork(CLASSES, POSITIONS, FEATURES, 2, 2);
    return new Task(
        T10_StoredRunTest::text,
        stages -> {
          List<StageNetwork> all = new ArrayList<>();
          for (Sequence body : cut(network.layers(), stages)) {
            boolean last = all.size() == stages - 1;
            all.add(last ? StageNetwork.of(body) : StageNetwork.of(body, network.head()));
          }
          return all;
        });
  }

  private static List<Sequence> cut(List<Layer> units, int stages) {
    int count = units.size();
    return IntStream.range(0, stages)
        .mapToObj(s -> new Sequence(units.subList(s * count / stages, (s + 1) * count / stages)))
        .toList();
  }
}
