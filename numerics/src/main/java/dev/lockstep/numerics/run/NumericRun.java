package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.run.Content.Activation;
import dev.lockstep.numerics.run.Content.Gradient;
import dev.lockstep.numerics.run.Content.Logits;
import dev.lockstep.numerics.run.Content.Pending;
import dev.lockstep.numerics.run.Content.Stash;
import dev.lockstep.numerics.run.Content.StoredInput;
import dev.lockstep.numerics.run.Content.WeightGradient;
import dev.lockstep.numerics.run.Content.WeightGradients;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.NativeMemory;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.TensorThreads;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A schedule carried out on tensors. Versions of weights, stashed activations, stored inputs and
 * received gradients are those that the schedule's values name; gradients are added up in the order
 * of micro-batches, not of arrival.
 *
 * <p>Tasks may be carried out by one thread, or by a thread for each lane, as long as each comes
 * after its predecessors.
 */
public final class NumericRun {

  private final Schedule schedule;
  private final Training training;
  private final List<Stage> stages;
  private final Values values;
  private final Readers readers;
  private final Delays delays;
  private final RunLog log;

  /**
   * A run that has not begun. From now on tensor operations of this program use one thread each.
   *
   * @throws IllegalArgumentException if there is not a network for each stage
   * @throws UnsupportedOperationException if the schedule has tasks that cannot be carried out
   */
  public NumericRun(Schedule schedule, Training training) {
    int count = schedule.stageCount();
    if (training.stages().size() != count) {
      throw new IllegalArgumentException(
          "%d networks for %d stages".formatted(training.stages().size(), count));
    }
    check(schedule);
    TensorThreads.useOne();
    this.schedule = schedule;
    this.training = training;
    this.values = new Values(schedule);
    this.readers = new Readers(schedule);
    this.log = new RunLog(schedule);
    this.delays = new Delays(schedule, log.microBatches());
    // The same draws however the network is cut: bodies one after the other, then heads.
    Random ofBodies = Nd4j.getRandomFactory().getNewRandomInstance(training.seed());
    Random ofHeads = Nd4j.getRandomFactory().getNewRandomInstance(training.seed() + 1);
    this.stages =
        IntStream.range(0, count)
            .mapToObj(s -> new Stage(s, training, delays.most(s), ofBodies, ofHeads))
            .toList();
  }

  /**
   * Looks whether every task of a schedule has numbers.
   *
   * @throws UnsupportedOperationException if one has not, with its name
   */
  public static void check(Schedule schedule) {
    Executable.check(schedule);
  }

  /** What was noted so far. */
  public RunLog log() {
    return log;
  }

  /** Carries out all tasks in an order in which each comes after its predecessors. */
  public void run(int[] order) {
    for (int task : order) {
      execute(task);
    }
  }

  /** Carries out one task, whose predecessors have been carried out. */
  public void execute(int task) {
    switch (schedule.operation(task)) {
      case FORWARD -> forward(task);
      case RECOMPUTE -> forwardAgain(task);
      case BACKWARD -> backward(task);
      case INPUT_GRADIENT -> inputGradient(task);
      case WEIGHT_GRADIENT -> weightGradient(task);
      case AUXILIARY -> auxiliary(task);
      case AUXILIARY_FORWARD -> auxiliaryForward(task);
      case AUXILIARY_BACKWARD -> auxiliaryBackward(task);
      case UPDATE -> update(task);
      case REDUCE -> reduce(task);
      case EVICT, RESTORE -> values.move(schedule.read(task, 0), schedule.write(task, 0));
      case TRANSFER, JOIN, FETCH, FETCH_STATES, STORE -> {}
      case TANGENT, PROJECT ->
          throw new UnsupportedOperationException("%s has no numbers yet".formatted(name(task)));
    }
    values.releaseReads(task);
    NativeMemory.afterWork();
    if (schedule.operation(task).readsWeights()) {
      int version = schedule.weightVersion(task);
      if (readers.done(task) == 0) {
        stage(task).body().giveUp(version);
      }
    }
  }

  private void forward(int task) {
    Activation input = input(task);
    int version = schedule.weightVersion(task);
    Stage stage = stage(task);
    Layer body = stage.network().body();
    int ahead = delays.of(schedule.stage(task), schedule.microBatch(task));
    List<INDArray> weights = stage.body().forForward(version, ahead);
    Pass pass = body.forward(weights, input.tensor(), Phase.TRAINING);
    Activation output = new Activation(pass.output(), input.labels());
    for (int i = 0; i < schedule.writeCount(task); i++) {
      int value = schedule.write(task, i);
      switch (schedule.valueKind(value)) {
        case ACTIVATION -> values.put(value, output);
        case STASH -> values.put(value, new Stash(pass, input, version));
        case STORED_INPUT -> values.put(value, new StoredInput(input, version));
        default -> {}
      }
    }
    if (schedule.overlapsNext(task)) {
      int next = task + 1;
      values.put(schedule.write(next, schedule.writeCount(next) - 1), output);
    }
  }

  /** The samples themselves, or the outputs of the stages below, side by side. */
  private Activation input(int task) {
    List<Activation> below =
        reads(task, ValueKind.ACTIVATION)
            .mapToObj(value -> values.get(value, Activation.class))
            .toList();
    if (below.isEmpty()) {
      MicroBatch samples = training.samples().apply(schedule.microBatch(task));
      return new Activation(samples.inputs().castTo(training.type()), samples.labels());
    }
    return below.size() == 1
        ? below.get(0)
        : new Activation(
            concatenated(below.stream().map(Activation::tensor).toList()), below.get(0).labels());
  }

  private static INDArray concatenated(List<INDArray> tensors) {
    return tensors.size() == 1 ? tensors.get(0) : Nd4j.concat(1, tensors.toArray(INDArray[]::new));
  }

  private void forwardAgain(int task) {
    int value = schedule.read(task, 0);
    StoredInput stored = values.get(value, StoredInput.class);
    Stage stage = stage(task);
    List<INDArray> weights = stage.body().forBackward(schedule.weightVersion(task));
    Pass pass = stage.network().body().forward(weights, stored.input().tensor(), Phase.REPEATED);
    values.put(schedule.write(task, 0), new Stash(pass, stored.input(), stored.version()));
  }

  private void backward(int task) {
    Stash stash = stash(task);
    Backward backward = backward(task, stash, combined(outputGradients(task, stash)));
    writeGradients(task, backward, stash);
    writeWeightGradient(task, backward.weightGradients().get(), stash.version());
  }

  private void inputGradient(int task) {
    Stash stash = stash(task);
    Backward backward = backward(task, stash, combined(outputGradients(task, stash)));
    writeGradients(task, backward, stash);
    write(task, ValueKind.WEIGHT_GRADIENT_STASH, new Pending(backward, stash.version()));
  }

  private void writeGradients(int task, Backward backward, Stash stash) {
    write(task, ValueKind.GRADIENT, new Gradient(backward.inputGradient()));
    write(task, ValueKind.STORED_INPUT, new StoredInput(stash.input(), stash.version()));
  }

  private void weightGradient(int task) {
    List<Pending> pending =
        reads(task, ValueKind.WEIGHT_GRADIENT_STASH)
            .mapToObj(value -> values.get(value, Pending.class))
            .toList();
    List<List<INDArray>> ofLosses =
        pending.stream().map(one -> one.backward().weightGradients().get()).toList();
    List<INDArray> gradients =
        IntStream.range(0, ofLosses.get(0).size())
            .mapToObj(weight -> combined(ofLosses.stream().map(one -> one.get(weight)).toList()))
            .toList();
    writeWeightGradient(task, gradients, pending.get(0).version());
  }

  private void writeWeightGradient(int task, List<INDArray> gradients, int version) {
    WeightGradient one = new WeightGradient(schedule.microBatch(task), gradients, version);
    write(task, ValueKind.WEIGHT_GRADIENT, new WeightGradients(List.of(one)));
  }

  private Stash stash(int task) {
    int value =
        IntStream.concat(
                reads(task, ValueKind.STASH),
                IntStream.concat(
                    reads(task, ValueKind.LOADED_STASH), reads(task, ValueKind.EVICTED_STASH)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name(task) + " reads no stash"));
    return values.get(value, Stash.class);
  }

  private Backward backward(int task, Stash stash, INDArray outputGradient) {
    List<INDArray> weights = stage(task).body().forBackward(schedule.weightVersion(task));
    return stash.pass().backward(weights, outputGradient);
  }

  /** Those that a task reads; the true loss's, if it reads none. */
  private List<INDArray> outputGradients(int task, Stash stash) {
    List<INDArray> received =
        IntStream.concat(reads(task, ValueKind.GRADIENT), reads(task, ValueKind.LOSS))
            .mapToObj(value -> values.get(value, Gradient.class).tensor())
            .toList();
    if (!received.isEmpty()) {
      return received;
    }
    Loss.Value loss = training.loss().of(stash.pass().output(), stash.input().labels());
    log.loss(schedule.microBatch(task), loss);
    return List.of(loss.gradient());
  }

  private INDArray combined(List<INDArray> gradients) {
    INDArray sum = gradients.get(0);
    for (INDArray next : gradients.subList(1, gradients.size())) {
      sum = sum.add(next);
    }
    boolean mean = training.rule().meanOfLosses() && gradients.size() > 1;
    return mean ? sum.div(gradients.size()) : sum;
  }

  private void auxiliary(int task) {
    Logits logits = logits(task);
    Loss.Value loss = training.headLoss().of(logits.pass().output(), logits.labels());
    headBackward(task, logits, loss);
  }

  private void auxiliaryForward(int task) {
    write(task, ValueKind.LOGITS, logits(task));
  }

  private void auxiliaryBackward(int task) {
    Logits own =
        values.get(
            reads(task, ValueKind.LOGITS)
                .filter(value -> schedule.valueStage(value) == schedule.stage(task))
                .findFirst()
                .orElseThrow(),
            Logits.class);
    headBackward(task, own, training.headLoss().of(own.pass().output(), own.labels()));
  }

  private Logits logits(int task) {
    int[] read = reads(task, ValueKind.ACTIVATION).toArray();
    List<Activation> sources =
        IntStream.of(read).mapToObj(value -> values.get(value, Activation.class)).toList();
    List<INDArray> tensors = sources.stream().map(Activation::tensor).toList();
    Stage stage = stage(task);
    Layer head = stage.network().head().orElseThrow();
    Pass pass = head.forward(stage.head().newest(), concatenated(tensors), Phase.TRAINING);
    int own =
        IntStream.range(0, read.length)
            .filter(i -> schedule.valueStage(read[i]) == schedule.stage(task))
            .findFirst()
            .orElseThrow();
    return new Logits(pass, tensors, own, sources.get(own).labels());
  }

  private void headBackward(int task, Logits logits, Loss.Value loss) {
    Stage stage = stage(task);
    log.headLoss(schedule.stage(task), schedule.microBatch(task), loss);
    Backward backward = logits.pass().backward(stage.head().newest(), loss.gradient());
    stage.keepHeadGradients(schedule.microBatch(task), backward.weightGradients().get());
    write(task, ValueKind.LOSS, new Gradient(ownPart(backward.inputGradient(), logits)));
  }

  /** Other groups' outputs are only looked at: no gradient goes back to them. */
  private static INDArray ownPart(INDArray gradient, Logits logits) {
    if (logits.sources().size() == 1) {
      return gradient;
    }
    long from = 0;
    for (INDArray before : logits.sources().subList(0, logits.own())) {
      from += before.size(1);
    }
    long to = from + logits.sources().get(logits.own()).size(1);
    return gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  private void update(int task) {
    Stage stage = stage(task);
    int version = schedule.weightVersion(task);
    if (stage.body().versions().newestVersion() >= version) {
      return;
    }
    List<WeightGradient> gradients = gradients(readers.updatesLike(task));
    int staleness = version - 1;
    gradients.forEach(one -> log.staleness(schedule.stage(task), staleness - one.version()));
    stage.update(gradients, readers.left(schedule.stage(task), version - 1) > 0);
  }

  /** Those of all copies of a stage, each once. */
  private List<WeightGradient> gradients(List<Integer> updates) {
    return updates.stream()
        .flatMap(
            update ->
                IntStream.concat(
                        reads(update, ValueKind.WEIGHT_GRADIENT),
                        reads(update, ValueKind.REDUCED_GRADIENT))
                    .boxed())
        .distinct()
        .flatMap(value -> values.get(value, WeightGradients.class).all().stream())
        .toList();
  }

  private void reduce(int task) {
    List<WeightGradient> all =
        reads(task, ValueKind.WEIGHT_GRADIENT)
            .mapToObj(value -> values.get(value, WeightGradients.class))
            .flatMap(one -> one.all().stream())
            .toList();
    write(task, ValueKind.REDUCED_GRADIENT, new WeightGradients(all));
  }

  private IntStream reads(int task, ValueKind kind) {
    return IntStream.range(0, schedule.readCount(task))
        .map(i -> schedule.read(task, i))
        .filter(value -> schedule.valueKind(value) == kind);
  }

  private void write(int task, ValueKind kind, Object content) {
    for (int i = 0; i < schedule.writeCount(task); i++) {
      int value = schedule.write(task, i);
      if (schedule.valueKind(value) == kind) {
        values.put(value, content);
      }
    }
  }

  private Stage stage(int task) {
    return stages.get(schedule.stage(task));
  }

  private String name(int task) {
    return schedule.task(task).toString();
  }

  /** The newest weights of all stages, from the lowest stage up; of bodies, then of heads. */
  public List<List<INDArray>> weights() {
    return stages.stream().map(stage -> stage.body().versions().newest()).toList();
  }
}
