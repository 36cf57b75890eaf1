package dev.lockstep.scenarios.plan.report;

import dev.lockstep.scenarios.plan.question.Answer.Best;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Why the second plan lost: its figures less the best one's, of the device that computes most.
 *
 * @param computeMs computing, an iteration
 * @param idleMs the rest of an iteration: bubble, and communication that nothing hides
 * @param exposedCommunicationMs communication that nothing hides, over all devices
 * @param memoryBytes peak of the device that holds most; empty if unknown
 */
record Loss(
    double computeMs, double idleMs, double exposedCommunicationMs, OptionalLong memoryBytes) {

  private static final double GB = 1e9;

  static Loss of(Best best) {
    RunResult one = best.result();
    RunResult other = best.secondResult().orElseThrow();
    OptionalLong memory =
        peak(one).isPresent() && peak(other).isPresent()
            ? OptionalLong.of(peak(other).getAsLong() - peak(one).getAsLong())
            : OptionalLong.empty();
    return new Loss(
        busiest(other).busyMs() - busiest(one).busyMs(),
        busiest(other).idleMs() - busiest(one).idleMs(),
        other.exposedCommunicationMs() / other.perDevice().size()
            - one.exposedCommunicationMs() / one.perDevice().size(),
        memory);
  }

  private static DeviceResult busiest(RunResult result) {
    return result.perDevice().stream()
        .max(Comparator.comparingDouble(DeviceResult::busyMs))
        .orElseThrow();
  }

  private static OptionalLong peak(RunResult result) {
    return result.perDevice().stream()
        .map(DeviceResult::peakMemoryBytes)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("computeMs", computeMs);
    figures.put("idleMs", idleMs);
    figures.put("exposedCommunicationMs", exposedCommunicationMs);
    memoryBytes.ifPresent(bytes -> figures.put("peakMemoryBytes", bytes));
    return figures;
  }

  /** In words. */
  String words() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("computing", ms(computeMs));
    parts.put("idle", ms(idleMs));
    parts.put("exposed communication of a device", ms(exposedCommunicationMs));
    memoryBytes.ifPresent(
        bytes -> parts.put("memory", String.format(Locale.ROOT, "%+.2f GB", bytes / GB)));
    return parts.entrySet().stream()
        .map(part -> part.getKey() + " " + part.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String ms(double difference) {
    return String.format(Locale.ROOT, "%+,.1f ms", difference);
  }
}
