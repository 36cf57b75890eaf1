package dev.lockstep.scenarios.disturbance;

import dev.lockstep.scenarios.scenario.source.CsvTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.List;

/** Times measured of equal work: the first column of a CSV file. */
final class SampleFile {

  private SampleFile() {}

  /**
   * The times, in whatever unit.
   *
   * @throws ScenarioException if there are not at least two, or one is no number above 0
   */
  static double[] read(String name) {
    CsvTable table = CsvTable.read(Path.of(name), "sample");
    if (table.rows().size() < 2) {
      throw new ScenarioException(name, "", "holds one sample", "must hold at least 2");
    }
    String column = table.columns().get(0);
    List<String> cells = table.rows().stream().map(row -> row.get(column)).toList();
    double[] times = new double[cells.size()];
    for (int row = 0; row < times.length; row++) {
      times[row] = time(name, row, cells.get(row));
    }
    return times;
  }

  private static double time(String name, int row, String cell) {
    try {
      double time = Double.parseDouble(cell);
      if (time > 0 && Double.isFinite(time)) {
        return time;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new ScenarioException(
        name, "", "row %d holds \"%s\"".formatted(row + 1, cell), "must be a time above 0");
  }
}
