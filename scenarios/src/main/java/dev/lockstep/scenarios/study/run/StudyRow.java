package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Combination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a combination.
 *
 * @param combination that was run
 * @param figures in the order of the study's metrics; empty where there is no basis, all of them if
 *     the combination was refused
 * @param refusal why, in one line
 * @param calibration what the figures rest on
 */
public record StudyRow(
    Combination combination,
    List<Optional<Object>> figures,
    Optional<String> refusal,
    Optional<String> calibration) {

  /** Copies the list. */
  public StudyRow {
    figures = List.copyOf(figures);
  }

  /** Number, columns, figures and refusal, as they stand in a line. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(combination.number()));
    cells.addAll(combination.cells().values());
    figures.forEach(figure -> cells.add(figure.map(String::valueOf).orElse("")));
    cells.add(refusal.orElse(""));
    return cells;
  }
}
