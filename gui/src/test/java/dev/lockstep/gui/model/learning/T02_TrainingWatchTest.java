package dev.lockstep.gui.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Training of an example, a few mini-batches long. */
class T02_TrainingWatchTest {

  private static final Path SPIRALS = Path.of("../scenarios/learn-spirals.yaml");

  private final AtomicLong clock = new AtomicLong();

  @Test
  void what_was_learned_so_far_is_at_the_end_what_came_of_it() {
    TrainingWatch watch = watch("local", "pipedream");
    assertThat(watch.pace()).isEmpty();
    assertThat(watch.soFar()).isEmpty();

    Learned learned = watch.run();

    assertThat(learned.runs())
        .extracting(LearnedRun::strategy)
        .containsExactly("local", "pipedream");
    assertThat(learned.runs()).allSatisfy(run -> assertThat(run.result()).isPresent());
    for (int i = 0; i < 2; i++) {
      LearnedRun soFar = watch.soFar().orElseThrow().runs().get(i);
      assertThat(soFar.seeds()).hasSize(2).isEqualTo(learned.runs().get(i).seeds());
      assertThat(soFar.target()).isEqualTo(learned.runs().get(i).target()).contains(0.6);
    }
    clock.addAndGet(2_000_000_000);
    assertThat(watch.pace().orElseThrow().text())
        .isEqualTo("40 of 40 mini-batches, 20.0 a second, about 0 min 00 s left");
  }

  @Test
  void of_none_named_the_scenarios_own_strategy_is_trained() {
    assertThat(watch().run().runs()).extracting(LearnedRun::strategy).containsExactly("1f1b");
  }

  @Test
  void it_ends_soon_after_it_is_cancelled() {
    TrainingWatch watch = watch("local");
    watch.cancel();

    assertThatThrownBy(watch::run).isInstanceOf(CancellationException.class);
    assertThat(watch.pace()).isEmpty();
  }

  @Test
  void a_strategy_that_was_named_must_exist_and_have_numbers() {
    assertThatThrownBy(watch("locl")::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("locl");
    assertThatThrownBy(watch("1f1b", "ideal")::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("ideal: ");
  }

  private TrainingWatch watch(String... strategies) {
    TrainingRequest request =
        new TrainingRequest(
            "spirals",
            ScenarioDocument.open(SPIRALS),
            List.of(strategies),
            Optional.of(2),
            Optional.of(10));
    return new TrainingWatch(request, clock::get);
  }
}
