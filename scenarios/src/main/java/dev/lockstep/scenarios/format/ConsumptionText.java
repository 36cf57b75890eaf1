package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.consumption.Consumption.Whole;
import dev.lockstep.scenarios.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What an iteration and the whole training take, in words. */
final class ConsumptionText {

  private static final double KILO = 1e3;

  private ConsumptionText() {}

  /** Lines with their labels; none of what is unknown. */
  static Map<String, String> of(RunResult result) {
    Map<String, String> lines = new LinkedHashMap<>();
    result
        .job()
        .ifPresent(
            whole ->
                lines.put(
                    "time to train",
                    "%s days for %s iterations"
                        .formatted(
                            figure(result.timeToTrainDays().orElseThrow()),
                            String.format(Locale.ROOT, "%,.0f", whole.iterations()))));
    String whole = result.job().map(ConsumptionText::whole).orElse("");
    if (!whole.isEmpty()) {
      lines.put("the whole training", whole);
    }
    List<String> parts = new ArrayList<>();
    add(parts, result.energyJoules(), 1 / KILO, "%s kJ");
    add(parts, result.costUsd(), 1, "%s USD");
    add(parts, result.carbonKg(), 1, "%s kg CO2e");
    if (!parts.isEmpty()) {
      lines.put("an iteration takes", String.join(", ", parts));
    }
    return lines;
  }

  private static String whole(Whole whole) {
    List<String> parts = new ArrayList<>();
    add(parts, whole.energyKwh(), 1 / KILO, "%s MWh");
    add(parts, whole.costUsd(), 1, "%s USD");
    add(parts, whole.carbonKg(), 1 / KILO, "%s t CO2e");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, OptionalDouble figure, double unit, String words) {
    figure.ifPresent(value -> parts.add(words.formatted(figure(value * unit))));
  }

  /** Whole numbers of what is large, three digits of what is small. */
  private static String figure(double value) {
    return String.format(
        Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 1 ? "%.2f" : "%.3g", value);
  }
}
