package dev.lockstep.scenarios.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.train.LearningTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a scenario learns is carried out on threads as the built-in networks are. */
class T03_LearningTrialTest {

  private static final Effort LEAST = new Effort(1, 1, 2, 1, 1, 1);
  private static final int PROCESSORS = 2;

  @TempDir Path folder;

  @Test
  void a_line_a_strategy() throws IOException {
    LearningTrial first = trial("stages: 2", "1f1b", "");
    LearningTrial second = first.under(scenario("stages: 2", "interlocking", ""));
    List<String> told = new ArrayList<>();

    List<LocalComparison> comparisons =
        new LocalValidation(
                List.of(
                    Trial.of("spirals", "1f1b", first),
                    Trial.of("spirals", "interlocking", second)),
                LEAST)
            .run((one, predicted, measured) -> told.add(one.strategy()));

    assertThat(told).containsExactly("1f1b", "interlocking");
    assertThat(comparisons).allMatch(one -> one.network().equals("spirals"));
    assertThat(comparisons).allMatch(one -> one.threads() == 2 && one.microBatches() == 3);
    assertThat(comparisons).allMatch(one -> one.stepMs().measured() > 0);
    assertThat(LocalTable.of(comparisons).lines())
        .anyMatch(line -> line.matches("spirals +1f1b .*"))
        .anyMatch(line -> line.matches("spirals +interlocking .*"));
  }

  /** Test samples, of which there are fewer than a timing takes, begin anew. */
  @Test
  void tasks_are_timed_on_samples_that_the_run_does_not_see() throws IOException {
    LearningTrial trial = trial("stages: 2", "1f1b", "");

    INDArray run = trial.training().samples().apply(0).inputs();
    INDArray timed = trial.otherTraining(0).samples().apply(0).inputs();
    INDArray later = trial.otherTraining(0).samples().apply(5).inputs();

    assertThat(run.shape()).containsExactly(4, 2);
    assertThat(timed.shape()).containsExactly(4, 2);
    assertThat(timed).isNotEqualTo(run);
    assertThat(later).isEqualTo(timed); // five times four are the twenty that there are
    assertThat(trial.otherTraining(0).seed()).isNotEqualTo(trial.training().seed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          stages: 3 | 1f1b    | ""                      | /model: there are 3 devices, a thread each, but processors are 2. Take fewer stages.
          stages: 2 | chimera | ""                      | /strategy: devices 0 and 1 both hold stage 0; on threads each stage has one device. Maybe another strategy?
          stages: 2 | 1f1b    | "parallelism: {pipeline: 2, data: 2}" | /parallelism/data: is 2, but threads carry out one replica. Leave it out.
          """)
  void what_cannot_be_carried_out_on_threads_is_refused(
      String stages, String strategy, String more, String refusal) {
    assertThatThrownBy(() -> trial(stages, strategy, more))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat("%s: %s. %s".formatted(e.pointer(), e.what(), e.whatWouldBeRight()))
                    .startsWith(refusal));
  }

  private LearningTrial trial(String stages, String strategy, String more) throws IOException {
    return LearningTrial.of(
        scenario(stages, strategy, more), folder.resolve("trial.yaml"), PROCESSORS);
  }

  private Scenario scenario(String stages, String strategy, String more) throws IOException {
    String text =
        """
        name: trial
        model: {profile: {%s, forwardMs: 1, backwardMs: 2, auxiliaryMs: 1}}
        cluster: {ideal: {}}
        training: {microBatches: %d}
        strategy: {name: %s}
        learning:
          data: {name: spirals, training: 40, test: 20}
          network: {mlp: {depth: 3, width: 8}}
          iterations: 4
          microBatch: 4
        %s
        """;
    int microBatches = strategy.equals("chimera") ? 4 : 3;
    return ScenarioReader.read(
        Files.writeString(
            folder.resolve("trial.yaml"), text.formatted(stages, microBatches, strategy, more)));
  }
}
