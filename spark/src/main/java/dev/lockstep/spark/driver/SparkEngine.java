package dev.lockstep.spark.driver;

import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.scenarios.study.run.RowMessage;
import dev.lockstep.scenarios.study.run.StudyRow;
import dev.lockstep.spark.worker.StudyRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs a study on Spark. Numbers of rows go out in batches, a few of which are under way at a time;
 * rows come back in order. What a lost worker had in hand, Spark gives to another.
 */
public final class SparkEngine implements Engine {

  /** Batches under way: while the rows of one are taken, the workers have the next. */
  private static final int AHEAD = 3;

  /** Tasks of a batch for each processor. */
  private static final int TASKS_A_PROCESSOR = 2;

  /**
   * Rows of a batch, however many processors there are: they are held here until they come back.
   */
  private static final int MOST_ROWS = 20_000;

  private final Study study;
  private final String master;

  /** For the combinations of a study. */
  public SparkEngine(Study study, String master) {
    this.study = study;
    this.master = master;
  }

  @Override
  public String description() {
    return "spark, " + master;
  }

  private record Batch(List<Combination> combinations, JavaFutureAction<List<String[][]>> rows) {}

  @Override
  public void run(Iterator<Combination> combinations, Consumer<StudyRow> taker) {
    try (Cluster cluster = new Cluster(master, "lockstep " + study.name())) {
      StudyRows rows = cluster.call(() -> new Shipment(study).to(cluster.context()));
      Pace pace = new Pace();
      Queue<Batch> underWay = new ArrayDeque<>();
      while (combinations.hasNext() || !underWay.isEmpty()) {
        while (combinations.hasNext() && underWay.size() < AHEAD) {
          underWay.add(
              cluster.call(
                  () -> submitted(cluster.context(), rows, combinations, pace.rowsATask())));
        }
        Batch first = underWay.remove();
        long start = System.nanoTime();
        List<String[][]> messages = cluster.await(first.rows());
        pace.batchTook(System.nanoTime() - start);
        take(first.combinations(), messages, taker);
      }
    }
  }

  private static Batch submitted(
      JavaSparkContext context, StudyRows rows, Iterator<Combination> combinations, int rowsATask) {
    int tasks = TASKS_A_PROCESSOR * Math.max(1, context.defaultParallelism());
    int rowsAtMost = Math.min(rowsATask, Math.max(1, MOST_ROWS / tasks));
    List<Combination> all = new ArrayList<>();
    List<long[]> numbers = new ArrayList<>();
    while (combinations.hasNext() && numbers.size() < tasks) {
      int from = all.size();
      while (combinations.hasNext() && all.size() < from + rowsAtMost) {
        all.add(combinations.next());
      }
      numbers.add(all.subList(from, all.size()).stream().mapToLong(Combination::number).toArray());
    }
    return new Batch(all, context.parallelize(numbers, numbers.size()).map(rows).collectAsync());
  }

  private static void take(
      List<Combination> combinations, List<String[][]> messages, Consumer<StudyRow> taker) {
    int next = 0;
    for (String[][] ofTask : messages) {
      for (String[] message : ofTask) {
        taker.accept(RowMessage.row(combinations.get(next), message));
        next++;
      }
    }
  }
}
