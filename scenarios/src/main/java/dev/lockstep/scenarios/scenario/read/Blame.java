package dev.lockstep.scenarios.scenario.read;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which file is to blame for a place in the tree: the scenario, or the table of layers that it
 * names.
 *
 * @param scenarioFile the scenario as the user named it
 * @param tableFile the CSV file that the layers came from, if any
 */
record Blame(String scenarioFile, Optional<String> tableFile) {
  private static final Pattern CELL = Pattern.compile("/model/layers(?:/(\\d+)(?:/(.*))?)?");

  /** The refusal of a place that {@code pointer} names. */
  ScenarioException at(String pointer, String what, String whatWouldBeRight) {
    Matcher cell = CELL.matcher(pointer);
    if (tableFile.isEmpty() || !cell.matches()) {
      return new ScenarioException(scenarioFile, pointer, what, whatWouldBeRight);
    }
    String row = cell.group(1) == null ? "" : "row " + (Integer.parseInt(cell.group(1)) + 1);
    String column = cell.group(2) == null ? "" : ", column " + cell.group(2);
    String place = row.isEmpty() ? "" : row + column + " ";
    return new ScenarioException(tableFile.get(), "", place + what, whatWouldBeRight);
  }
}
