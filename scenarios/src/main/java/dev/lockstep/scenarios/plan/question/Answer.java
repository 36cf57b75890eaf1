package dev.lockstep.scenarios.plan.question;

import dev.lockstep.scenarios.plan.Found;
import dev.lockstep.scenarios.plan.Found.Counts;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.variant.Variant;
import dev.lockstep.scenarios.run.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a planner answers.
 *
 * @param question that was asked
 * @param searched variants, in the order in which they were searched
 * @param best of them, if one has a plan that keeps to the limits
 * @param others what changes if the hardware does; empty if nobody asked
 */
public record Answer(
    Question question, List<Searched> searched, Optional<Best> best, List<Change> others) {

  /** Copies the lists. */
  public Answer {
    searched = List.copyOf(searched);
    others = List.copyOf(others);
  }

  /** A variant and what its search came to. */
  public record Searched(Variant variant, Found found) {

    /** Devices of a plan. */
    public int devices(Trial trial) {
      return Math.toIntExact(trial.candidate().devices());
    }
  }

  /**
   * The best plan, all its figures, and those of the second.
   *
   * @param from the variant that it is of
   * @param trial the plan
   * @param result its figures
   * @param second the next one, if there is another
   * @param secondResult its figures
   */
  public record Best(
      Searched from,
      Trial trial,
      RunResult result,
      Optional<Trial> second,
      Optional<RunResult> secondResult) {}

  /**
   * The hardware is another.
   *
   * @param what is changed, in words
   * @param keptMs iteration time of the plan that was best; empty if it no longer fits
   * @param best plan then; empty if none keeps to the limits
   * @param same whether it is the plan that was best
   */
  public record Change(String what, OptionalDouble keptMs, Optional<Trial> best, boolean same) {}

  /** What became of all candidates. */
  public Counts counts() {
    return searched.stream()
        .map(one -> one.found().counts())
        .reduce(new Counts(0, 0, 0, 0, 0), Counts::plus);
  }
}
