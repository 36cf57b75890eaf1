package dev.lockstep.scenarios.study;

import dev.lockstep.scenarios.risk.RiskFigures;
import dev.lockstep.scenarios.run.ResultFigures;
import java.util.Set;
import java.util.TreeSet;

/** The figures that a study may keep: those of a run, and with a prefix those of its risk. */
public final class StudyMetrics {

  private static final String RISK = "risk.";

  private StudyMetrics() {}

  /** All their names. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(ResultFigures.names());
    RiskFigures.names().forEach(name -> names.add(RISK + name));
    return names;
  }

  /** Whether it takes many draws. */
  public static boolean isOfRisk(String metric) {
    return metric.startsWith(RISK);
  }

  /** What {@code risk} calls such a figure. */
  public static String nameInRisk(String metric) {
    return metric.substring(RISK.length());
  }
}
