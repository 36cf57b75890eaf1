package dev.lockstep.scenarios.report.trace;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Row;
import dev.lockstep.scenarios.report.window.SliceIndex;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Chrome trace as rows: each process a device, each thread of it a row or more. Times count from
 * its first event.
 */
public final class TraceRecording implements Recording {

  private static final int NO_LANE = -1;

  private final EventRows rows;
  private final List<String> names;
  private final long startNanos;
  private final long endNanos;

  private TraceRecording(EventRows rows, List<String> names) {
    this.rows = rows;
    this.names = names;
    this.startNanos = rows.startNanos();
    this.endNanos = rows.endNanos();
  }

  /**
   * Reads a trace, plain or compressed.
   *
   * @param rules which kind each event is of
   * @throws IOException if the file cannot be read or is no trace; the message of the latter is one
   *     line with file and place
   */
  public static TraceRecording read(Path file, KindRules rules) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), rules, Long.MAX_VALUE);
    }
  }

  /**
   * The same from a stream, which is left open.
   *
   * @param source names it in messages
   * @param mostEvents how many fit into memory
   * @throws IOException also if it has more events
   */
  public static TraceRecording read(InputStream in, String source, KindRules rules, long mostEvents)
      throws IOException {
    Collector collector = new Collector(source, mostEvents);
    TraceReader.read(in, source, collector);
    return collector.recording(rules);
  }

  @Override
  public List<Row> rows() {
    return rows.rows();
  }

  @Override
  public long startNanos() {
    return startNanos;
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
    OptionalInt name = rows.name(id);
    return name.isPresent() ? names.get(name.getAsInt()) : "";
  }

  @Override
  public String shortLabel(int id) {
    return label(id);
  }

  @Override
  public List<Long> iterationEndsNanos() {
    return List.of();
  }

  /** Gathers events by process and thread, in the order in which they appear first. */
  private static final class Collector implements TraceSink {

    private final Map<String, Map<String, EventColumns>> processes = new LinkedHashMap<>();
    private final Map<String, String> processNames = new HashMap<>();
    private final Map<String, String> threadNames = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final String source;
    private final long mostEvents;
    private long events;

    Collector(String source, long mostEvents) {
      this.source = source;
      this.mostEvents = mostEvents;
    }

    @Override
    public void slice(
        String process, String thread, String name, String category, long start, long end)
        throws IOException {
      if (++events > mostEvents) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: has more than the %,d events that fit into the memory that Java may use here."
                    + " Set LOCKSTEP_JAVA_OPTS=-Xmx8g, say, or record fewer steps",
                source,
                mostEvents));
      }
      int number = numbers.computeIfAbsent(category + '\n' + name, key -> add(name, category));
      processes
          .computeIfAbsent(process, p -> new LinkedHashMap<>())
          .computeIfAbsent(thread, t -> new EventColumns())
          .add(start, end, number);
    }

    private int add(String name, String category) {
      names.add(name);
      categories.add(category);
      return names.size() - 1;
    }

    @Override
    public void processName(String process, String name) {
      processNames.put(process, name);
    }

    @Override
    public void threadName(String process, String thread, String name) {
      threadNames.put(SliceList.threadKey(process, thread), name);
    }

    /** Profilers count from 1970 or from when a machine was started, which nobody wants to read. */
    private void countFromFirst() {
      List<EventColumns> all =
          processes.values().stream().flatMap(threads -> threads.values().stream()).toList();
      long first = all.stream().mapToLong(EventColumns::firstNanos).min().orElse(0);
      all.forEach(columns -> columns.countFrom(first));
    }

    TraceRecording recording(KindRules rules) {
      countFromFirst();
      List<SliceKind> kinds = new ArrayList<>();
      for (int number = 0; number < names.size(); number++) {
        kinds.add(rules.kind(categories.get(number), names.get(number)));
      }
      List<Row> rows = new ArrayList<>();
      int device = 0;
      int id = 0;
      for (Map.Entry<String, Map<String, EventColumns>> process : processes.entrySet()) {
        for (Map.Entry<String, EventColumns> thread : process.getValue().entrySet()) {
          String name = name(process.getKey(), thread.getKey());
          Lane.Kind kind = kind(name);
          for (EventSlices slices : EventSlices.rows(thread.getValue(), kinds, id)) {
            rows.add(new Row(name, kind, device, NO_LANE, new SliceIndex(slices)));
            id += slices.count();
            name = "";
          }
        }
        device++;
      }
      return new TraceRecording(new EventRows(rows), names);
    }

    /** Our own threads say which device they belong to; others get the name of their process. */
    private String name(String process, String thread) {
      String processName = processNames.getOrDefault(process, process);
      String threadName =
          SliceList.withoutTrack(
              threadNames.getOrDefault(SliceList.threadKey(process, thread), thread));
      return threadName.startsWith(processName) ? threadName : processName + " " + threadName;
    }

    private static Lane.Kind kind(String name) {
      if (name.contains("->")) {
        return Lane.Kind.LINK;
      }
      return name.endsWith(" collectives") ? Lane.Kind.COLLECTIVE : Lane.Kind.COMPUTE;
    }
  }
}
