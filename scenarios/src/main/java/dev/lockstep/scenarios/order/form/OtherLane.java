package dev.lockstep.scenarios.order.form;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device does beside its compute stream: what goes to and fro between it and its host, what
 * it holds for others.
 *
 * @param kind which of its lanes
 * @param device the device
 * @param steps its tasks, in order
 */
public record OtherLane(Kind kind, int device, List<OrderStep> steps) {

  private static final Pattern LINE = Pattern.compile("(\\S[^:]*):(.*)");

  /** The lanes that a strategy can plan beside the devices. */
  public enum Kind {
    FROM_HOST("host->device(\\d{1,5})"),
    TO_HOST("device(\\d{1,5})->host"),
    HOLDING("device(\\d{1,5}) holding");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** Copies the list. */
  public OtherLane {
    steps = List.copyOf(steps);
  }

  /** The lane of a line, without tasks; empty if it is none of these. */
  static Optional<OtherLane> named(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? of(parts.group(1).strip()) : Optional.empty();
  }

  private static Optional<OtherLane> of(String name) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(name);
      if (matcher.matches()) {
        return Optional.of(new OtherLane(kind, Integer.parseInt(matcher.group(1)), List.of()));
      }
    }
    return Optional.empty();
  }

  /** The tasks of a line behind its name. */
  static String tasks(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  /** A lane of a schedule, without tasks; empty if it is none of these. */
  public static Optional<OtherLane> of(Lane lane) {
    return of(lane.name());
  }

  /** The same lane with these tasks. */
  public OtherLane with(List<OrderStep> tasks) {
    return new OtherLane(kind, device, tasks);
  }

  /** Adds the lane to a schedule, empty. */
  public LaneBuilder begin(ScheduleBuilder schedule) {
    return switch (kind) {
      case FROM_HOST -> schedule.fromHost(device);
      case TO_HOST -> schedule.toHost(device);
      case HOLDING -> schedule.holding(device);
    };
  }

  /** What the line starts with. */
  public String name() {
    return kind.pattern.pattern().replace("(\\d{1,5})", String.valueOf(device));
  }
}
