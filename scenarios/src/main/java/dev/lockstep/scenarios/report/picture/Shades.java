package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The colours of slices: that of the kind on a device's first stage, and the paler the later the
 * stage is among those of the device.
 */
final class Shades {

  private static final double PALEST = 0.42;

  private final Map<Integer, List<Integer>> stages;

  private Shades(Map<Integer, List<Integer>> stages) {
    this.stages = stages;
  }

  static Shades of(Schedule schedule) {
    Map<Integer, List<Integer>> stages = new HashMap<>();
    for (int device = 0; device < schedule.deviceCount(); device++) {
      stages.put(
          device,
          IntStream.range(schedule.laneStart(device), schedule.laneEnd(device))
              .mapToObj(schedule::stage)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .toList());
    }
    return new Shades(stages);
  }

  /** Whether a device has several stages, so that some slices are paler than others. */
  boolean several() {
    return stages.values().stream().anyMatch(of -> of.size() > 1);
  }

  /** Red, green and blue of a slice, eight bits each. */
  int rgb(Span span) {
    List<Integer> device = stages.getOrDefault(span.lane(), List.of());
    int position = Math.max(0, device.indexOf(span.task().stage()));
    double white = position == 0 ? 0 : PALEST * position / (device.size() - 1);
    int rgb = SliceKind.of(span.task().operation()).rgb();
    return paler(rgb >> 16 & 0xFF, white) << 16
        | paler(rgb >> 8 & 0xFF, white) << 8
        | paler(rgb & 0xFF, white);
  }

  private static int paler(int channel, double white) {
    return (int) Math.round(channel + white * (255 - channel));
  }
}
