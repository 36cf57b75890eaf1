package dev.lockstep.core.testing;

import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.stream.Collectors;

/** A timeline as text: one line a lane, {@code device0: 0F0[0,1) 0B0[3,5)}. */
public final class Timetable {

  private Timetable() {}

  /** All lanes. */
  public static String of(Timeline timeline) {
    StringBuilder text = new StringBuilder();
    for (int lane = 0; lane < timeline.schedule().lanes().size(); lane++) {
      text.append(timeline.schedule().lanes().get(lane).name())
          .append(": ")
          .append(of(timeline.lane(lane)))
          .append('\n');
    }
    return text.toString();
  }

  /** Some spans. */
  public static String of(List<Span> spans) {
    return spans.stream()
        .map(s -> s.task() + "[" + s.startNanos() + "," + s.endNanos() + ")")
        .collect(Collectors.joining(" "));
  }
}
