package dev.lockstep.core.trace;

import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The spans of a lane, spread over as few tracks as it takes for no two spans of a track to
 * overlap. A compute lane needs one track for each of its slots; a link that carries several
 * transfers at once needs as many as it carries.
 */
public final class Tracks {

  private Tracks() {}

  /** The tracks of a lane, each by start; one empty track if the lane has no spans. */
  public static List<List<Span>> of(Timeline timeline, int lane) {
    List<Span> spans = new ArrayList<>(timeline.lane(lane));
    spans.sort(Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::endNanos));
    List<List<Span>> tracks = new ArrayList<>();
    tracks.add(new ArrayList<>());
    for (Span span : spans) {
      firstFree(tracks, span.startNanos()).add(span);
    }
    return tracks.stream().map(List::copyOf).toList();
  }

  private static List<Span> firstFree(List<List<Span>> tracks, long startNanos) {
    for (List<Span> track : tracks) {
      if (track.isEmpty() || track.get(track.size() - 1).endNanos() <= startNanos) {
        return track;
      }
    }
    List<Span> track = new ArrayList<>();
    tracks.add(track);
    return track;
  }
}
