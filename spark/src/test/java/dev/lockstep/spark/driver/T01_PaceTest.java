package dev.lockstep.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many rows a task has. */
class T01_PaceTest {

  private final Pace pace = new Pace();

  @Test
  void the_first_tasks_have_a_row_each() {
    assertThat(pace.rowsATask()).isEqualTo(1);
  }

  @Test
  void batches_that_come_back_at_once_double_it_up_to_a_most() {
    pace.batchTook(1_000_000);
    assertThat(pace.rowsATask()).isEqualTo(2);

    for (int batch = 0; batch < 20; batch++) {
      pace.batchTook(1_000_000);
    }
    assertThat(pace.rowsATask()).isEqualTo(256);
  }

  @Test
  void batches_that_are_waited_for_halve_it_down_to_one() {
    pace.batchTook(1_000_000);
    pace.batchTook(1_000_000);
    pace.batchTook(1_000_000_000);
    assertThat(pace.rowsATask()).isEqualTo(4);

    for (int batch = 0; batch < 5; batch++) {
      pace.batchTook(6_000_000_000L);
    }
    assertThat(pace.rowsATask()).isEqualTo(1);
  }
}
