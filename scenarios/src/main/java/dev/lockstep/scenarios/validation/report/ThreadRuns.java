package dev.lockstep.scenarios.validation.report;

import dev.lockstep.scenarios.local.LocalCsv;
import dev.lockstep.scenarios.local.LocalCsv.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code validate --local} printed when the project ran it: schedules on real threads. */
public final class ThreadRuns {

  private static final String STEP = "stepMs";

  private ThreadRuns() {}

  /** Step times of several texts that were printed, one behind the other under one header. */
  static List<Row> steps(String text) {
    return LocalCsv.rows(text).stream().filter(row -> row.figure().equals(STEP)).toList();
  }

  /** Step times as they were predicted and measured. */
  public static List<Row> kept() {
    try (InputStream text = ThreadRuns.class.getResourceAsStream("threads.csv")) {
      return steps(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
