package dev.lockstep.scenarios.report.trace;

import dev.lockstep.scenarios.report.window.Recording.Place;
import dev.lockstep.scenarios.report.window.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Rows of events whose numbers follow each other from row to row.
 *
 * @param rows from the top down; their slices are {@link EventSlices}
 */
public record EventRows(List<Row> rows) {

  /** Copies the list. */
  public EventRows {
    rows = List.copyOf(rows);
  }

  /** When the first event starts, in nanoseconds; 0 if there is none. */
  public long startNanos() {
    return rows.stream().mapToLong(row -> row.slices().startNanos(0)).min().orElse(0);
  }

  /** When the last event ends, in nanoseconds; 0 if there is none. */
  public long endNanos() {
    return rows.stream()
        .mapToLong(row -> row.slices().endNanos(row.slices().count() - 1))
        .max()
        .orElse(0);
  }

  /** Where an event is drawn; nowhere if there is none of this number. */
  public Optional<Place> find(int id) {
    return rows.stream()
        .filter(row -> id >= row.slices().id(0))
        .filter(row -> id < row.slices().id(0) + row.slices().count())
        .findFirst()
        .map(row -> new Place(row, id - row.slices().id(0)));
  }

  /** Number of the name of an event; none if there is no such event. */
  public OptionalInt name(int id) {
    return find(id).stream()
        .mapToInt(place -> ((EventSlices) place.row().slices()).name(place.slice()))
        .findFirst();
  }
}
