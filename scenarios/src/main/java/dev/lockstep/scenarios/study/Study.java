package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.formula.Formula;
import dev.lockstep.scenarios.montecarlo.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A base scenario, the axes along which it changes, and what is kept of each run.
 *
 * @param name what reports call it
 * @param file that says so
 * @param base the scenario's tree; not to be changed
 * @param baseFile beside which the files that it names lie
 * @param axes combined with each other, the last one changing fastest
 * @param exclusions formulas over columns: what makes one true is left out
 * @param sample how places are drawn; absent if all are combined
 * @param repetitions runs of each combination, whose seeds count up
 * @param metrics figures that are kept, by their names in {@link StudyMetrics}
 * @param precision of those that take many draws
 */
public record Study(
    String name,
    Path file,
    JsonNode base,
    Path baseFile,
    List<Axis> axes,
    List<Formula> exclusions,
    Optional<Sample> sample,
    int repetitions,
    List<String> metrics,
    Precision precision) {

  /** The column of a repetition's seed. */
  static final String SEED = "seed";

  /** Copies the lists. */
  public Study {
    axes = List.copyOf(axes);
    exclusions = List.copyOf(exclusions);
    metrics = List.copyOf(metrics);
  }

  /** Columns of the axes, in their order; that of the seed, if there are repetitions. */
  public List<String> columns() {
    List<String> all = new ArrayList<>();
    axes.forEach(axis -> all.addAll(axis.columns()));
    if (repetitions > 1) {
      all.add(SEED);
    }
    return all;
  }

  /** The seed that the base scenario says. */
  long firstSeed() {
    return base.at("/simulation/seed").asLong(1);
  }

  /** Whether a combination is left out. */
  boolean excludes(Map<String, String> cells) {
    for (Formula formula : exclusions) {
      // A formula is bound to the cells that it is asked about, so that threads take turns.
      synchronized (formula) {
        if (formula.value(cells).equals(Optional.of(Boolean.TRUE))) {
          return true;
        }
      }
    }
    return false;
  }
}
