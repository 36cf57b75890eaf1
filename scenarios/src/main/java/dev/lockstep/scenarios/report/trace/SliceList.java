package dev.lockstep.scenarios.report.trace;

import dev.lockstep.core.trace.ChromeTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps every slice of a trace as an object. */
final class SliceList implements TraceSink {

  private final List<TraceSlice> slices = new ArrayList<>();
  private final Map<String, String> processNames = new HashMap<>();
  private final Map<String, String> threadNames = new HashMap<>();

  @Override
  public void slice(
      String process, String thread, String name, String category, long startNanos, long endNanos) {
    slices.add(new TraceSlice(process, thread, name, category, startNanos, endNanos));
  }

  @Override
  public void processName(String process, String name) {
    processNames.put(process, name);
  }

  @Override
  public void threadName(String process, String thread, String name) {
    threadNames.put(threadKey(process, thread), name);
  }

  /** All slices, with the names of their processes and threads wherever those were given. */
  List<TraceSlice> all() {
    return slices.stream().map(this::named).toList();
  }

  private TraceSlice named(TraceSlice slice) {
    String lane = threadNames.getOrDefault(threadKey(slice.device(), slice.lane()), slice.lane());
    return new TraceSlice(
        processNames.getOrDefault(slice.device(), slice.device()),
        withoutTrack(lane),
        slice.name(),
        slice.category(),
        slice.startNanos(),
        slice.endNanos());
  }

  /**
   * A link that carries several transfers at once has several threads, numbered from the second on.
   */
  static String withoutTrack(String lane) {
    int at = lane.lastIndexOf(ChromeTrace.TRACK_SEPARATOR);
    boolean numbered =
        at >= 0
            && lane.substring(at + ChromeTrace.TRACK_SEPARATOR.length())
                .chars()
                .allMatch(Character::isDigit);
    return numbered ? lane.substring(0, at) : lane;
  }

  static String threadKey(String process, String thread) {
    return process + '\n' + thread;
  }
}
