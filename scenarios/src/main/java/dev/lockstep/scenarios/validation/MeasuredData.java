package dev.lockstep.scenarios.validation;

import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.validation.family.BuiltInFamilies;
import dev.lockstep.scenarios.validation.family.Family;
import dev.lockstep.scenarios.validation.family.FamilyFile;
import dev.lockstep.scenarios.validation.family.FamilyRows;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import dev.lockstep.scenarios.validation.row.RowLines;
import dev.lockstep.scenarios.validation.row.RowSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rows to validate against, file by file, in the order given.
 *
 * @param files the rows of each; a row is relative to one of its own file only
 * @param families what is known of families; rows may also be of others
 * @param problems what cannot be used, one a file or row
 */
public record MeasuredData(
    List<List<MeasuredRow>> files, List<Family> families, List<ScenarioException> problems) {

  /** Copies the lists. */
  public MeasuredData {
    files = List.copyOf(files);
    families = List.copyOf(families);
    problems = List.copyOf(problems);
  }

  /**
   * Reads everything that can be read.
   *
   * @param builtIn whether the rows that the program carries come first
   * @param data further files: family files where the name ends in .yaml or .yml, else JSON lines
   */
  public static MeasuredData read(boolean builtIn, List<Path> data) {
    Gatherer gatherer = new Gatherer();
    if (builtIn) {
      BuiltInFamilies.read().forEach(gatherer::add);
    }
    data.forEach(gatherer::add);
    return new MeasuredData(gatherer.files, gatherer.families, gatherer.problems);
  }

  /**
   * The same without rows of other families.
   *
   * @throws IllegalArgumentException in one line, if no row is of a wanted family
   */
  public MeasuredData only(List<String> wanted) {
    Set<String> known = new LinkedHashSet<>();
    files.forEach(rows -> rows.forEach(row -> known.add(row.family())));
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(NearestWord.unknown("family", name, known));
      }
    }
    return new MeasuredData(
        files.stream()
            .map(rows -> rows.stream().filter(row -> wanted.contains(row.family())).toList())
            .toList(),
        families.stream().filter(family -> wanted.contains(family.name())).toList(),
        problems);
  }

  /** How many rows there are. */
  public int size() {
    return files.stream().mapToInt(List::size).sum();
  }

  private static final class Gatherer {
    private final List<List<MeasuredRow>> files = new ArrayList<>();
    private final List<Family> families = new ArrayList<>();
    private final List<ScenarioException> problems = new ArrayList<>();

    void add(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      try {
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
          add(FamilyFile.read(file));
        } else if (name.endsWith(".csv")) {
          throw new ScenarioException(
              file.toString(),
              "",
              "is a table",
              "name the family file that says what its columns are");
        } else {
          add(RowLines.read(file));
        }
      } catch (ScenarioException e) {
        problems.add(e);
      }
    }

    void add(FamilyRows rows) {
      families.add(rows.family());
      add(rows.rows());
    }

    private void add(RowSet rows) {
      files.add(rows.rows());
      problems.addAll(rows.problems());
    }
  }
}
