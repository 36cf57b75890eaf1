package dev.lockstep.scenarios.report.trace.mapping;

import dev.lockstep.scenarios.report.trace.EventRows;
import dev.lockstep.scenarios.report.trace.EventSlices;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A measured run: what a mapping knows of its traces, as rows that look like those of a prediction.
 * Times count from its first event.
 */
public final class MeasuredRecording implements Recording {

  private final EventRows rows;
  private final List<MappedEvent> events;
  private final IterationTimes iterations;
  private final long leftOut;
  private final long endNanos;

  MeasuredRecording(
      List<Row> rows, List<MappedEvent> events, IterationTimes iterations, long leftOut) {
    this.rows = new EventRows(rows);
    this.events = List.copyOf(events);
    this.iterations = iterations;
    this.leftOut = leftOut;
    this.endNanos = this.rows.endNanos();
  }

  /**
   * Reads the traces of one run: one file, or one of each rank whose clocks agree.
   *
   * @throws IOException if a file cannot be read, is no trace, or holds nothing that the mapping
   *     knows; the message is one line
   */
  public static MeasuredRecording read(List<Path> files, TraceMapping mapping) throws IOException {
    return MeasuredReader.read(files, mapping);
  }

  /**
   * What is known of an event that was measured.
   *
   * @param iteration the iteration it lies in, from 0; none before the first and behind the last
   */
  public record Measured(
      MappedEvent event, OptionalInt iteration, long startNanos, long endNanos) {}

  /** Hands over all events, row by row. */
  public void forEach(Consumer<Measured> consumer) {
    for (Row row : rows()) {
      for (int slice = 0; slice < row.slices().count(); slice++) {
        long start = row.slices().startNanos(slice);
        MappedEvent event = events.get(((EventSlices) row.slices()).name(slice));
        OptionalInt iteration =
            iterationEndsNanos().isEmpty()
                ? OptionalInt.of(0)
                : iterations.at(event.device(), start);
        consumer.accept(new Measured(event, iteration, start, row.slices().endNanos(slice)));
      }
    }
  }

  /** How many events of the files the mapping says nothing of. */
  public long leftOutCount() {
    return leftOut;
  }

  @Override
  public List<Row> rows() {
    return rows.rows();
  }

  @Override
  public long startNanos() {
    return 0;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public Optional<Place> find(int id) {
    return rows.find(id);
  }

  @Override
  public String label(int id) {
    return event(id).map(MappedEvent::label).orElse("");
  }

  @Override
  public String shortLabel(int id) {
    return event(id).map(MappedEvent::shortLabel).orElse("");
  }

  private Optional<MappedEvent> event(int id) {
    return rows.name(id).stream().mapToObj(events::get).findFirst();
  }

  @Override
  public List<Long> iterationEndsNanos() {
    return iterations.endsNanos();
  }

  @Override
  public List<Long> iterationStartsNanos() {
    return iterations.startsNanos();
  }
}
