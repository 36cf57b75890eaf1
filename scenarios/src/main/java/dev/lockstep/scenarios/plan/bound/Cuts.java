package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.core.model.Layer;
import dev.lockstep.core.model.Partition;
import dev.lockstep.core.model.Stage;
import dev.lockstep.scenarios.assembly.Cut;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.CutRule;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.Preparation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the cuts of candidates that differ in their strategy and cut alone: what their stages cost
 * to balance is the same.
 */
public final class Cuts {

  private final Problem problem;
  private final Parts parts;
  private final Map<Integer, List<Integer>> balanced = new HashMap<>();
  private Optional<List<Layer>> blocks = Optional.empty();

  /** Cuts of a group's candidates; for one thread. */
  public Cuts(Problem problem, Parts parts) {
    this.problem = problem;
    this.parts = parts;
  }

  /**
   * The candidate with its cut.
   *
   * @throws IllegalArgumentException in one line, if it is the usual one, which another candidate
   *     has, or if there are too few blocks
   */
  public Candidate of(Candidate candidate) {
    if (!candidate.isToBeCut()) {
      return candidate;
    }
    int stages =
        StrategyCatalog.standard()
            .byName(candidate.strategy().name())
            .create(candidate.strategy().options())
            .stages(candidate.degrees().pipeline());
    int count = count(candidate);
    if (count < stages) {
      throw new IllegalArgumentException("%d blocks for %d stages".formatted(count, stages));
    }
    List<Integer> sizes =
        candidate.rule() == CutRule.EVEN
            ? CutRule.even(count, stages)
            : balanced.computeIfAbsent(stages, each -> balanced(candidate, each));
    if (isUsualAsWell() && isUsual(candidate, stages, sizes)) {
      throw new IllegalArgumentException(
          "the %s cut is the usual one".formatted(candidate.rule().word()));
    }
    return candidate.cut(sizes);
  }

  private boolean isUsualAsWell() {
    return problem.space().partition().map(rules -> rules.contains(CutRule.USUAL)).orElse(true);
  }

  /** Whether a cut makes no difference. */
  private boolean isUsual(Candidate candidate, int stages, List<Integer> sizes) {
    if (!problem.base().model().isNetwork()) {
      return stages(candidate.cut(sizes)).equals(stages(candidate));
    }
    boolean divides = count(candidate) % stages == 0;
    return sizes.equals(
        divides
            ? CutRule.even(count(candidate), stages)
            : balanced.computeIfAbsent(stages, each -> balanced(candidate, each)));
  }

  private List<Stage> stages(Candidate candidate) {
    return Preparation.of(problem.of(candidate), FittedConstants.standard(), parts).stages();
  }

  private int count(Candidate candidate) {
    return problem.base().model().isNetwork()
        ? blocks(candidate).size()
        : problem.base().model().layers().orElseThrow().rows().size();
  }

  private List<Integer> balanced(Candidate candidate, int stages) {
    if (!problem.base().model().isNetwork()) {
      throw new IllegalArgumentException("the balanced cut of measured layers is the usual one");
    }
    return Partition.balanced(blocks(candidate), stages, stage -> false).layersPerStage();
  }

  private List<Layer> blocks(Candidate candidate) {
    if (blocks.isEmpty()) {
      blocks =
          Optional.of(Cut.blocks(parts.network(problem.of(candidate), FittedConstants.standard())));
    }
    return blocks.get();
  }
}
