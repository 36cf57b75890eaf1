package dev.lockstep.scenarios.validation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.family.Family;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accuracy by family and overall; fitted, never-fitted and calculated rows never together.
 *
 * @param families in the order of their first rows
 * @param overall all training runs by what they can prove; a standing without rows is left out
 */
public record Summary(List<FamilySummary> families, Map<Standing, Accuracy> overall) {

  /**
   * One family.
   *
   * @param name of it
   * @param about what its family file says, if it has one
   * @param rows by what they can prove
   * @param figures never-fitted rows by figure, if there are several figures
   */
  public record FamilySummary(
      String name,
      Optional<Family> about,
      Map<Standing, Accuracy> rows,
      Map<String, Accuracy> figures) {}

  /** The summary of a validation. */
  public static Summary of(Validation validation) {
    Map<String, List<Comparison>> byFamily =
        validation.comparisons().stream()
            .collect(groupingBy(Comparison::family, LinkedHashMap::new, toList()));
    return new Summary(
        byFamily.entrySet().stream()
            .map(entry -> family(entry.getKey(), entry.getValue(), validation.families()))
            .toList(),
        byStanding(runs(validation.comparisons())));
  }

  /** Kernels and collectives alone are no training runs: they count where there is nothing else. */
  private static List<Comparison> runs(List<Comparison> rows) {
    List<Comparison> runs = rows.stream().filter(row -> !row.isOfAPart()).toList();
    return runs.isEmpty() ? rows : runs;
  }

  private static FamilySummary family(String name, List<Comparison> rows, List<Family> about) {
    Map<String, Accuracy> figures = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.standing() == Standing.UNFITTED)
        .collect(groupingBy(Comparison::figure, LinkedHashMap::new, toList()))
        .forEach((figure, some) -> figures.put(figure, Accuracy.of(some)));
    return new FamilySummary(
        name,
        about.stream().filter(family -> family.name().equals(name)).findFirst(),
        byStanding(rows),
        figures.size() > 1 ? figures : Map.of());
  }

  private static Map<Standing, Accuracy> byStanding(Collection<Comparison> rows) {
    Map<Standing, Accuracy> accuracies = new EnumMap<>(Standing.class);
    rows.stream()
        .collect(groupingBy(Comparison::standing, () -> new EnumMap<>(Standing.class), toList()))
        .forEach((standing, some) -> accuracies.put(standing, Accuracy.of(some)));
    return accuracies;
  }
}
