package dev.lockstep.scenarios.report.picture;

import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a recording is to be pointed out.
 *
 * @param slices tasks or events that get a frame
 * @param links pairs of tasks that are joined by an arrow
 */
public record Highlights(Map<Integer, Emphasis> slices, List<Link> links) {

  /** Nothing. */
  public static final Highlights NONE = new Highlights(Map.of(), List.of());

  /** An arrow from one task to another that waited for it. */
  public record Link(Emphasis emphasis, int from, int to) {}

  /** Copies both. */
  public Highlights {
    slices = new LinkedHashMap<>(slices);
    links = List.copyOf(links);
  }
}
