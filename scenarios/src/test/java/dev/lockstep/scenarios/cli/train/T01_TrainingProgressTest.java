package dev.lockstep.scenarios.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The line that says how far training is. */
class T01_TrainingProgressTest {

  private final StringWriter text = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void rate_and_remaining_time_follow_from_what_is_done() {
    try (TrainingProgress progress = progress(true)) {
      for (int i = 0; i < 10; i++) {
        nanos.addAndGet(500_000_000);
        progress.step();
      }
    }
    assertThat(text.toString())
        .contains("10 of 1,000 mini-batches, 2.00 a second, about 8 min 15 s left")
        .endsWith("\r\u001b[2K");
  }

  @Test
  void steps_at_once_are_shown_once() {
    try (TrainingProgress progress = progress(true)) {
      nanos.addAndGet(500_000_000);
      progress.step();
      progress.step();
    }
    assertThat(text.toString()).contains("1 of 1,000").doesNotContain("2 of 1,000");
  }

  @Test
  void a_program_that_reads_the_output_sees_none_of_it() {
    try (TrainingProgress progress = progress(false)) {
      nanos.addAndGet(500_000_000);
      progress.step();
    }
    assertThat(text.toString()).isEmpty();
  }

  private TrainingProgress progress(boolean isShown) {
    return new TrainingProgress(1_000, isShown, new PrintWriter(text), nanos::get);
  }
}
