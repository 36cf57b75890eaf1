package dev.lockstep.scenarios.train.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a checkpoint is of. Only a run of the same identity goes on from it to the same numbers.
 *
 * @param version of this program
 * @param strategy as the user called it
 * @param seed of the run
 * @param iterations mini-batches of the whole run
 * @param learning fingerprint of what the scenario says of learning
 * @param timeline fingerprint of the schedule and of when each task ends
 * @param data fingerprint of all samples
 */
public record RunIdentity(
    String version,
    String strategy,
    long seed,
    int iterations,
    String learning,
    String timeline,
    String data) {

  /** Of another seed. */
  public RunIdentity ofSeed(long other) {
    return new RunIdentity(version, strategy, other, iterations, learning, timeline, data);
  }

  /** As lines of a file's head, in words. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("version", version);
    lines.put("strategy", strategy);
    lines.put("seed", Long.toString(seed));
    lines.put("iterations", Integer.toString(iterations));
    lines.put("learning", learning);
    lines.put("timeline", timeline);
    lines.put("data", data);
    return lines;
  }

  /** What a file's head says of another run, if it does. */
  Optional<String> difference(Map<String, String> head) {
    return lines().entrySet().stream()
        .filter(line -> !line.getValue().equals(head.get(line.getKey())))
        .map(line -> difference(line.getKey(), head.get(line.getKey()), line.getValue()))
        .findFirst();
  }

  private static String difference(String key, String there, String here) {
    return switch (key) {
      case "learning" -> "is of a run with other keys of learning, or another auxiliary head";
      case "timeline" ->
          "is of a run with another timeline: model, cluster, training or strategy have changed";
      case "data" -> "is of a run with other samples";
      default -> "is of a run with %s %s, not %s".formatted(key, there, here);
    };
  }
}
