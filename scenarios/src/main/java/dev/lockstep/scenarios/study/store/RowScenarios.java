package dev.lockstep.scenarios.study.store;

import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.run.RowRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scenarios of rows that were stored, made again from the study that the manifest beside them
 * names. Files that it names by relative paths are looked for in the current folder, then in the
 * results' own and those above it.
 */
public final class RowScenarios {

  private static final String DATA = ".*\\.(json|yaml|yml)";
  private static final int HASH_SHOWN = 12;

  private final Path results;
  private final Study study;

  private RowScenarios(Path results, Study study) {
    this.results = results;
    this.study = study;
  }

  /**
   * The scenario of a row.
   *
   * @param name the row's number and where it stands on the axes
   * @param document the scenario, as if a file beside the study's base said it
   */
  public record Found(String name, ScenarioDocument document) {}

  /**
   * For the rows of a file.
   *
   * @param results whose manifest lies beside them
   * @throws UncheckedIOException in one line, if there is no manifest, or a file that it names is
   *     not there or has changed
   */
  public static RowScenarios of(Path results) {
    Manifest manifest =
        new ResultFiles(results)
            .readManifest()
            .orElseThrow(
                () ->
                    refusal(
                        results,
                        "has no manifest beside it that says which study its rows are of. Put"
                            + " what sweep wrote there back, or run sweep again"));
    Path folder = folder(results, manifest);
    Map<Path, String> named = under(folder, manifest.inputs());
    named.forEach((file, hash) -> check(results, file, hash));
    Study study = StudyFile.read(studyFile(results, folder, manifest));
    under(Path.of(""), InputHashes.of(study))
        .forEach((file, hash) -> check(results, file, named.getOrDefault(file, "none")));
    return new RowScenarios(results, study);
  }

  /** The first in which all inputs are as they were; or else all are; or else the current one. */
  private static Path folder(Path results, Manifest manifest) {
    List<Path> folders =
        Stream.concat(
                Stream.of(Path.of("")),
                Stream.iterate(
                    results.toAbsolutePath().normalize().getParent(),
                    Objects::nonNull,
                    Path::getParent))
            .filter(folder -> all(folder, manifest, RowScenarios::isThere))
            .toList();
    return folders.stream()
        .filter(folder -> all(folder, manifest, RowScenarios::isAsItWas))
        .findFirst()
        .or(() -> folders.stream().findFirst())
        .orElse(Path.of(""));
  }

  private static boolean isThere(Path file, String hash) {
    return Files.isRegularFile(file);
  }

  private static boolean isAsItWas(Path file, String hash) {
    return InputHashes.hash(file).equals(hash);
  }

  private static boolean all(Path folder, Manifest manifest, BiPredicate<Path, String> holds) {
    return under(folder, manifest.inputs()).entrySet().stream()
        .allMatch(input -> holds.test(input.getKey(), input.getValue()));
  }

  private static Map<Path, String> under(Path folder, Map<String, String> inputs) {
    return inputs.entrySet().stream()
        .collect(
            Collectors.toMap(
                input -> folder.resolve(input.getKey()).toAbsolutePath().normalize(),
                Map.Entry::getValue,
                (one, same) -> one,
                TreeMap::new));
  }

  private static void check(Path results, Path file, String expected) {
    if (!Files.isRegularFile(file)) {
      throw refusal(
          results,
          "comes from %s, which is not there. Bring it back, or run sweep again".formatted(file));
    }
    String found = InputHashes.hash(file);
    if (!found.equals(expected)) {
      throw refusal(
          results,
          "comes from %s, which has changed since (SHA-256 was %s, is %s). Run sweep again"
              .formatted(file, start(expected), start(found)));
    }
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
  }

  /** The input with axes, as it was named. */
  private static Path studyFile(Path results, Path folder, Manifest manifest) {
    return manifest.inputs().keySet().stream()
        .filter(name -> name.matches(DATA))
        .map(folder::resolve)
        .filter(file -> SourceTree.read(file).has("axes"))
        .findFirst()
        .orElseThrow(() -> refusal(results, "has a manifest that names no study. Run sweep again"));
  }

  /**
   * The scenario of a row.
   *
   * @param columns names of the cells
   * @param cells the row's number first
   * @throws UncheckedIOException in one line, if the study has no such row
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if an axis leads to nowhere
   */
  public Found row(List<String> columns, List<String> cells) {
    Combination combination =
        number(cells.get(0))
            .flatMap(new Grid(study)::combination)
            .orElseThrow(
                () ->
                    refusal(
                        results,
                        "row %s is none of those of %s. Run sweep again"
                            .formatted(cells.get(0), study.file())));
    combination
        .cells()
        .forEach((column, expected) -> compare(columns, cells, column, line(expected)));
    String name =
        combination.cells().entrySet().stream()
            .map(cell -> cell.getKey() + "=" + cell.getValue())
            .collect(Collectors.joining(", "));
    return new Found(
        "row %d: %s".formatted(combination.number(), name),
        ScenarioDocument.of(study.baseFile(), new RowRunner(study).tree(combination)));
  }

  private Optional<Long> number(String cell) {
    return cell.matches("[1-9]\\d{0,17}")
        ? Optional.of(Long.valueOf(cell)).filter(number -> number <= new Grid(study).size())
        : Optional.empty();
  }

  private void compare(List<String> columns, List<String> cells, String column, String expected) {
    int index = columns.indexOf(column);
    String found = index < 0 ? "nothing" : cells.get(index);
    if (!found.equals(expected)) {
      throw refusal(
          results,
          "row %s has %s for %s, but %s of the study. Run sweep again"
              .formatted(cells.get(0), found, column, expected));
    }
  }

  /** As it stands in a line. */
  private static String line(String cell) {
    return cell.replaceAll("\\R", " ");
  }

  private static UncheckedIOException refusal(Path results, String what) {
    return new UncheckedIOException(new IOException("%s: %s.".formatted(results, what)));
  }
}
