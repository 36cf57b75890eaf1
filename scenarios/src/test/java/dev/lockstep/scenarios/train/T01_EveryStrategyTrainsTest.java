package dev.lockstep.scenarios.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.baseline.Sequential;
import dev.lockstep.strategies.decoupled.Petra;
import dev.lockstep.strategies.pipeline.SequenceOneForwardOneBackward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What every strategy of the catalogue owes when it is carried out on tensors: it trains each
 * stage; if it is synchronous, as sequential training does, bit for bit; and on one device as plain
 * gradient descent does. Or it says why it has no numbers.
 */
class T01_EveryStrategyTrainsTest {

  private static final int ITERATIONS = 3;
  private static final int WIDTH = 4;
  private static final int CLASSES = 3;
  private static final int SAMPLES = 4;

  /** Why some have none, by their class. */
  private static final Map<String, String> WITHOUT_NUMBERS =
      Map.of(
          "Ideal", "it has no numbers: it is a bound on time, which trains nothing",
          "SequenceOneForwardOneBackward",
              "it has no numbers: its slices of a sequence attend to each other across tasks",
          "VocabularyParallel",
              "it has no numbers: a vocabulary that is spread over stages is not carried out",
          "Petra",
              "stage 1 works out its input from its output, but its layers cannot be reversed; it has to be made of reversible blocks alone, such as those between two down-samplings of a reversible residual network");

  /** Each strategy as it comes, and with each of these options where it takes them. */
  private static final Map<String, List<?>> OPTIONS =
      Map.ofEntries(
          Map.entry("vocabulary", List.of("shared-one-barrier")),
          Map.entry("balanceActivations", List.of(true)),
          Map.entry("recompute", List.of("stage")),
          Map.entry("slices", List.of(1)),
          Map.entry("runAhead", List.of(true)),
          Map.entry("accumulate", List.of(2)),
          Map.entry("order", List.of("backward-first")),
          Map.entry("queue", List.of(2)),
          Map.entry("lookAhead", List.of(2, 15)),
          Map.entry("inFlight", List.of(1)),
          Map.entry("priority", List.of("backward-first")),
          Map.entry("timing", List.of("pairwise-code", "list-code")),
          Map.entry("combine", List.of("sum", "mean")),
          Map.entry("averaging", List.of("peer")),
          Map.entry("localSteps", List.of(1, 2)),
          Map.entry("perturbation", List.of("per-block", "local")),
          Map.entry("concurrent", List.of(true)),
          Map.entry("groups", List.of(1)),
          Map.entry("diversity", List.of(false)),
          Map.entry("verticalSync", List.of(true)),
          Map.entry("stash", List.of(true)));

  static Stream<Strategy> all() {
    List<Strategy> all = new ArrayList<>();
    for (StrategyEntry entry : StrategyCatalog.standard().entries()) {
      if (entry.name().equals("custom")) {
        continue; // nothing but what its file says
      }
      all.add(entry.create(entry.options(Map.of())));
      for (StrategyOption option : entry.options()) {
        for (Object value : OPTIONS.getOrDefault(option.name(), List.of())) {
          all.add(entry.create(entry.options(Map.of(option.name(), value))));
        }
      }
    }
    return all.stream().distinct();
  }

  private static boolean hasNumbers(Strategy strategy) {
    boolean sliced = strategy.slicesPerMicroBatch() > 1;
    boolean named = WITHOUT_NUMBERS.containsKey(strategy.getClass().getSimpleName());
    return !named || strategy instanceof SequenceOneForwardOneBackward && !sliced;
  }

  static Stream<Strategy> withNumbers() {
    return all().filter(T01_EveryStrategyTrainsTest::hasNumbers);
  }

  static Stream<Strategy> withoutNumbers() {
    return all().filter(strategy -> !hasNumbers(strategy));
  }

  /** As many devices as it admits, up to four, with few micro-batches. */
  static Optional<Workload> workload(Strategy strategy, int... devices) {
    return IntStream.of(devices)
        .boxed()
        .flatMap(p -> Stream.of(4, 8, 2, 1).map(m -> new Workload(p, m, ITERATIONS)))
        .filter(workload -> admits(strategy, workload))
        .findFirst();
  }

  private static boolean admits(Strategy strategy, Workload workload) {
    try {
      strategy.plan(workload);
      return true;
    } catch (ScheduleException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("withNumbers")
  void trains_every_stage(Strategy strategy) {
    Workload workload = workload(strategy, 4, 3, 2, 1).orElseThrow();
    Schedule schedule = strategy.plan(workload);
    NumericRun run = run(strategy, schedule);
    List<List<INDArray>> first = run(strategy, strategy.plan(workload), 0).weights();
    for (int stage = 0; stage < schedule.stageCount(); stage++) {
      double[] before = flat(first.subList(stage, stage + 1));
      double[] after = flat(run.weights().subList(stage, stage + 1));
      assertThat(after).as("stage %d", stage).isNotEqualTo(before).doesNotContain(Double.NaN);
    }
  }

  static Stream<Strategy> synchronous() {
    return withNumbers()
        .filter(
            strategy -> {
              Workload workload = workload(strategy, 4, 3, 2, 1).orElseThrow();
              return strategy.promises(workload).synchronous() && learnsFromTheTrueLoss(strategy);
            });
  }

  private static boolean learnsFromTheTrueLoss(Strategy strategy) {
    return !strategy.hasAuxiliaryHead(0, 4)
        && !strategy.hasAuxiliaryHead(1, 4)
        && !strategy.name().equals("forward-gradient");
  }

  @ParameterizedTest
  @MethodSource("synchronous")
  void is_sequential_training_if_it_is_synchronous(Strategy strategy) {
    Schedule schedule = strategy.plan(workload(strategy, 4, 3, 2, 1).orElseThrow());
    assertThat(flat(run(strategy, schedule).weights())).isEqualTo(sequential(schedule));
  }

  /** All with one stage; those with several on a device if they are synchronous there. */
  static Stream<Strategy> onOneDevice() {
    return all()
        .filter(strategy -> hasNumbers(strategy) || strategy instanceof Petra) // nothing to invert
        .filter(strategy -> workload(strategy, 1).isPresent())
        .filter(strategy -> strategy.promises(workload(strategy, 1).get()).synchronous())
        .filter(strategy -> !strategy.hasAuxiliaryHead(0, 1));
  }

  @ParameterizedTest
  @MethodSource("onOneDevice")
  void is_gradient_descent_on_one_device(Strategy strategy) {
    Schedule schedule = strategy.plan(workload(strategy, 1).orElseThrow());
    assertThat(flat(run(strategy, schedule).weights())).isEqualTo(sequential(schedule));
  }

  @ParameterizedTest
  @MethodSource("withoutNumbers")
  void says_why_it_has_no_numbers(Strategy strategy) {
    Schedule schedule = strategy.plan(workload(strategy, 4).orElseThrow());
    assertThatThrownBy(() -> run(strategy, schedule))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(WITHOUT_NUMBERS.get(strategy.getClass().getSimpleName()));
  }

  @Test
  void all_others_have() {
    assertThat(withoutNumbers().map(strategy -> strategy.getClass().getSimpleName()))
        .containsOnlyElementsOf(WITHOUT_NUMBERS.keySet())
        .containsAll(WITHOUT_NUMBERS.keySet());
  }

  /** The whole network on one device, with as many micro-batches in an update. */
  private static double[] sequential(Schedule schedule) {
    long updates =
        IntStream.range(0, schedule.taskCount())
            .filter(task -> schedule.operation(task) == Operation.UPDATE)
            .map(schedule::weightVersion)
            .max()
            .orElseThrow();
    int microBatches =
        1 + IntStream.range(0, schedule.taskCount()).map(schedule::microBatch).max().orElseThrow();
    int perUpdate = (int) (microBatches / updates);
    Strategy whole = new Sequential();
    Schedule one = whole.plan(new Workload(1, perUpdate, (int) updates));
    Layer network = new Sequence(bodies(schedule.stageCount(), 1, false));
    NumericRun run = new NumericRun(one, training(whole, List.of(StageNetwork.of(network))));
    carryOut(run, one, one.taskCount());
    return flat(run.weights());
  }

  private static NumericRun run(Strategy strategy, Schedule schedule) {
    return run(strategy, schedule, schedule.taskCount());
  }

  private static NumericRun run(Strategy strategy, Schedule schedule, int tasks) {
    NumericRun run =
        new NumericRun(schedule, training(strategy, stages(strategy, schedule.stageCount())));
    carryOut(run, schedule, tasks);
    return run;
  }

  static List<StageNetwork> stages(Strategy strategy, int count) {
    int groups = strategy.widthGroups();
    boolean headed = strategy.hasAuxiliaryHead(count - 1, count);
    List<Layer> bodies = bodies(count, groups, headed);
    return IntStream.range(0, count)
        .mapToObj(
            stage ->
                strategy.hasAuxiliaryHead(stage, count)
                    ? StageNetwork.of(bodies.get(stage), new Dense(groups * WIDTH, CLASSES))
                    : StageNetwork.of(bodies.get(stage)))
        .toList();
  }

  private static void carryOut(NumericRun run, Schedule schedule, int tasks) {
    run.run(IntStream.range(0, tasks).map(schedule::inOrder).toArray());
  }

  private static Training training(Strategy strategy, List<StageNetwork> stages) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        stages,
        T01_EveryStrategyTrainsTest::samples,
        loss,
        loss,
        Sgd.plain(),
        RateSchedule.constant(0.1),
        LearningRules.of(strategy, ITERATIONS, 1),
        3,
        DataType.DOUBLE);
  }

  /** Dense stages; where there are groups, each sees the features of all groups below. */
  private static List<Layer> bodies(int count, int groups, boolean headed) {
    List<Layer> bodies = new ArrayList<>();
    for (int stage = 0; stage < count; stage++) {
      int inputs = stage < groups ? 2 : groups * WIDTH;
      boolean last = stage == count - 1 && !headed;
      Dense dense = new Dense(inputs, last ? CLASSES : WIDTH);
      bodies.add(last ? dense : Sequence.of(dense, new Relu()));
    }
    return bodies;
  }

  static MicroBatch samples(int microBatch) {
    Random random = new Random(microBatch);
    double[] points = random.doubles(2L * SAMPLES, -1, 1).toArray();
    double[] labels = random.ints(SAMPLES, 0, CLASSES).asDoubleStream().toArray();
    return new MicroBatch(
        Nd4j.createFromArray(points).reshape(SAMPLES, 2), Nd4j.createFromArray(labels));
  }

  static double[] flat(List<List<INDArray>> weights) {
    return weights.stream()
        .flatMap(List::stream)
        .flatMapToDouble(weight -> Arrays.stream(weight.dup().reshape(-1).toDoubleVector()))
        .toArray();
  }
}
