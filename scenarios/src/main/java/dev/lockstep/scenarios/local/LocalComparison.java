package dev.lockstep.scenarios.local;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A prediction held against the run on this machine. Errors are predicted / measured - 1.
 *
 * @param network its name
 * @param strategy its name
 * @param threads one a device
 * @param microBatches of an iteration
 * @param stepMs time from the completion of an iteration to that of the next: the mean over rounds
 *     of the mean of each
 * @param replayedStepMs what the measured tasks would have made of it if no thread had ever lost
 *     its processor: a replay of their processor times. Between this and the measured figure lie
 *     other programs and what happens between tasks, between this and the predicted one the times
 *     of tasks
 * @param utilisation busy share of the threads
 * @param bubble the idle share; its error is the difference, in percentage points
 * @param medianTaskErrorPercent of the absolute errors of all kinds of tasks
 * @param worstTaskErrorPercent the largest of them
 * @param worstTask where that is
 * @param iterations that were measured, over all rounds
 * @param disturbed how many of them other programs disturbed
 * @param judged whether half of the rounds at least had undisturbed iterations, of which the step
 *     time is then; else it is that of all, and says little
 * @param processorShare processor time of the measured tasks by their elapsed time
 * @param calibrationProcessorShare the same while tasks were timed
 * @param tasks each kind
 */
@JsonPropertyOrder({"network", "strategy"})
public record LocalComparison(
    String network,
    String strategy,
    int threads,
    int microBatches,
    Pair stepMs,
    double replayedStepMs,
    Pair utilisation,
    Pair bubble,
    double medianTaskErrorPercent,
    double worstTaskErrorPercent,
    String worstTask,
    int iterations,
    int disturbed,
    boolean judged,
    double processorShare,
    double calibrationProcessorShare,
    List<TaskKind> tasks) {

  private static final double PERCENT = 100;

  /** Copies the list. */
  public LocalComparison {
    tasks = List.copyOf(tasks);
  }

  /** A predicted figure and the measured one, with the error. */
  public record Pair(double predicted, double measured, double errorPercent) {

    static Pair ratio(double predicted, double measured) {
      return new Pair(predicted, measured, PERCENT * (predicted / measured - 1));
    }

    static Pair difference(double predicted, double measured) {
      return new Pair(predicted, measured, PERCENT * (predicted - measured));
    }
  }

  /**
   * A kind of task of a stage.
   *
   * @param task such as {@code 0F}, the forward of stage 0
   * @param milliseconds the mean of each
   */
  public record TaskKind(String task, Pair milliseconds) {}
}
