package dev.lockstep.numerics.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.rule.Replication;
import dev.lockstep.numerics.run.weights.Exchange;
import dev.lockstep.numerics.tensor.TensorThreads;
import dev.lockstep.numerics.tensor.memory.NativeMemory;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

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
  private final List<StageNetwork> networks;
  private final RunLog log;
  private final List<Replica> replicas;
  private final Exchange exchange;

  /**
   * A run that has not begun. From now on tensor operations of this program use one thread each.
   *
   * @throws IllegalArgumentException if there is not a network for each stage
   * @throws UnsupportedOperationException if the schedule has tasks that cannot be carried out, or
   *     not by these networks
   */
  public NumericRun(Schedule schedule, Training training) {
    this(schedule, training, new RunLog(schedule, training.rule().replication().replicas()));
  }

  /**
   * A run that goes on where one of the same schedule and training stood, to the last bit.
   *
   * @param stored is read no second time: its tensors are this run's now
   */
  public NumericRun(Schedule schedule, Training training, Stored stored) {
    this(schedule, training, stored.log());
    for (int replica = 0; replica < replicas.size(); replica++) {
      replicas.get(replica).restore(stored.replicas().get(replica));
    }
    List<INDArray> mine = statistics();
    for (int i = 0; i < mine.size(); i++) {
      mine.get(i).assign(stored.statistics().get(i));
    }
  }

  private NumericRun(Schedule schedule, Training training, RunLog log) {
    int count = schedule.stageCount();
    if (training.stages().size() != count) {
      throw new IllegalArgumentException(
          "%d networks for %d stages".formatted(training.stages().size(), count));
    }
    check(schedule, training.stages());
    TensorThreads.useOne();
    Replication replication = training.rule().replication();
    this.schedule = schedule;
    this.networks = training.stages();
    this.log = log;
    this.replicas =
        IntStream.range(0, replication.replicas())
            .mapToObj(
                one -> new Replica(schedule, training.ofReplica(one, replication.replicas()), log))
            .toList();
    this.exchange =
        new Exchange(
            replication, replicas.stream().map(Replica::weights).toList(), training.seed());
  }

  /**
   * Looks whether every task of a schedule has numbers.
   *
   * @throws UnsupportedOperationException if one has not, with its name
   */
  public static void check(Schedule schedule) {
    Executable.check(schedule);
  }

  /**
   * Looks whether every task of a schedule has numbers, and can be carried out by these networks.
   *
   * @param stages one for each stage
   * @throws UnsupportedOperationException if not, with the task's name or the stage's
   */
  public static void check(Schedule schedule, List<StageNetwork> stages) {
    Executable.check(schedule);
    Executable.check(schedule, stages);
  }

  /**
   * From now on gradients are held against those of plain backpropagation; not if modules have
   * several groups, which have no loss in common, nor if replicas go on by themselves. To be
   * carried out by one thread.
   *
   * @param every iterations from one whose updates are compared to the next; those of the last are
   *     in any case
   * @see RunLog#cosine
   */
  public void compareGradients(int every) {
    if (replicas.size() == 1) {
      replicas.get(0).compareGradients(every);
    }
  }

  /** What was noted so far. */
  public RunLog log() {
    return log;
  }

  /** All that has changed since the run began; to be written before it goes on. */
  public Stored stored() {
    return new Stored(log, replicas.stream().map(Replica::stored).toList(), statistics());
  }

  /** Running statistics of all layers, which replicas share. */
  private List<INDArray> statistics() {
    return networks.stream()
        .flatMap(one -> Stream.concat(Stream.of(one.body()), one.head().stream()))
        .flatMap(layer -> layer.statistics().stream())
        .toList();
  }

  /** Carries out all tasks in an order in which each comes after its predecessors. */
  public void run(int[] order) {
    for (int task : order) {
      execute(task);
    }
  }

  /** Carries out one task, whose predecessors have been carried out. */
  public void execute(int task) {
    replicas.forEach(replica -> replica.execute(task));
    NativeMemory.afterWork();
    if (schedule.operation(task) == Operation.UPDATE) {
      exchange.afterUpdate(schedule.stage(task), schedule.weightVersion(task));
    }
  }

  /** The newest weights of all stages, from the lowest stage up; the mean over replicas. */
  public List<List<INDArray>> weights() {
    return newest(stage -> stage.body().versions().newest());
  }

  /** Those of all heads, likewise; none for a stage that has no head. */
  public List<List<INDArray>> headWeights() {
    return newest(Stage::headWeights);
  }

  /** SHA-256 of all newest weights, those of heads behind them: the same if all bits are. */
  public String digest() {
    MessageDigest digest = sha256();
    Stream.concat(weights().stream(), headWeights().stream())
        .flatMap(List::stream)
        .flatMapToDouble(weight -> Arrays.stream(weight.dup('c').reshape(-1).toDoubleVector()))
        .forEach(number -> digest.update(Double.toHexString(number).getBytes(US_ASCII)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private List<List<INDArray>> newest(Function<Stage, List<INDArray>> part) {
    return IntStream.range(0, schedule.stageCount())
        .mapToObj(
            stage ->
                Exchange.mean(
                    replicas.stream().map(one -> part.apply(one.stages().get(stage))).toList()))
        .toList();
  }

  /**
   * What changes while a run goes on: weights in all versions that are still to be read, what
   * optimizers and rules remember of them, values that tasks have written and others are to read,
   * running statistics, and the log. {@code TensorOutput} writes it.
   */
  public record Stored(RunLog log, List<Replica.Stored> replicas, List<INDArray> statistics)
      implements Serializable {}
}
