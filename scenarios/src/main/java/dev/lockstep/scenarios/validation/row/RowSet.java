package dev.lockstep.scenarios.validation.row;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one file that can be used, in its order, and what is wrong with the others.
 *
 * @param rows ids are unique, and a row that is relative to another finds it here, in its family
 * @param problems one a broken row
 */
public record RowSet(List<MeasuredRow> rows, List<ScenarioException> problems) {

  /** Copies the lists. */
  public RowSet {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  /** Rows one by one; a broken one does not keep the others from being used. */
  public static final class Builder {
    private final Map<String, MeasuredRow> rows = new LinkedHashMap<>();
    private final List<ScenarioException> problems = new ArrayList<>();

    /** Something that gives a row. */
    public interface RowMaker {
      /**
       * The row.
       *
       * @throws ScenarioException if it is broken
       */
      MeasuredRow make();
    }

    /** Adds a row, or what is wrong with it. */
    public void add(RowMaker maker) {
      try {
        MeasuredRow row = maker.make();
        MeasuredRow first = rows.putIfAbsent(row.id(), row);
        if (first != null) {
          throw new ScenarioException(
              row.place(),
              "/id",
              "\"%s\" is also the id of %s".formatted(row.id(), first.place()),
              "each row of a file must have an id of its own");
        }
      } catch (ScenarioException e) {
        problems.add(e);
      }
    }

    /** All of them. A row whose base is broken is broken too. */
    public RowSet build() {
      Map<String, MeasuredRow> sound = new LinkedHashMap<>(rows);
      while (sound.values().removeIf(row -> !hasBase(row, sound))) {
        // the rows that were relative to a removed one go next
      }
      for (MeasuredRow row : rows.values()) {
        if (!sound.containsKey(row.id())) {
          problems.add(
              new ScenarioException(
                  row.place(),
                  "/relativeTo",
                  "the file has no sound row \"%s\" of family %s"
                      .formatted(row.relativeTo().orElseThrow(), row.family()),
                  "must be the id of another row of the same family in the same file"));
        }
      }
      return new RowSet(List.copyOf(sound.values()), problems);
    }

    private static boolean hasBase(MeasuredRow row, Map<String, MeasuredRow> sound) {
      return row.relativeTo()
          .map(id -> sound.containsKey(id) && sound.get(id).family().equals(row.family()))
          .orElse(true);
    }
  }
}
