package dev.lockstep.scenarios.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake gets one line that says what is wrong, where, and what would be right. */
class T02_RefusalsTest {
  @TempDir Path folder;

  private ScenarioException refusal(String text) {
    Path file = ScenarioFiles.write(folder, "s.json", text);
    return catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(file));
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    ScenarioException e =
        refusal(ScenarioFiles.PROFILE.replace("\"microBatches\"", "\"microbatches\""));
    assertThat(e.file()).isEqualTo(folder.resolve("s.json").toString());
    assertThat(e.pointer()).isEqualTo("/training/microbatches");
    assertThat(e.what()).isEqualTo("unknown key \"microbatches\"; did you mean \"microBatches\"?");
    String known =
        "microBatches, globalBatch, microBatch, precision, optimizer, recompute, attention,"
            + " framework, overlap, auxiliaryHead, auxiliaryDepth, launch, transfers, loss, execution";
    assertThat(e.whatWouldBeRight()).isEqualTo("known keys: " + known);
    assertThat(e)
        .hasMessage("%s: %s: %s Known keys: %s.".formatted(e.file(), e.pointer(), e.what(), known));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"stages\": 8 | \"stages\": 0 | /model/profile/stages: is 0. Must be a number from 1 to 4096.",
        "\"stages\": 8 | \"stages\": 2.5 | /model/profile/stages: is 2.5. Must be a whole number from 1 to 4096.",
        "18.522 | \"18.522\" | /model/profile/forwardMs: is the text \"18.522\". Must be a number from 0.000001 to 1000000000, or a list of such numbers.",
        "18.522 | -1 | /model/profile/forwardMs: is -1. Must be a number from 0.000001 to 1000000000.",
        "18.522 | 1e400 | /model/profile/forwardMs: is 1e400, beyond all numbers. Must be a finite number.",
        "18.522 | [1, 2] | /model/profile/forwardMs: lists 2 numbers for 8 stages. Must be one number, or one for each stage.",
        "\"stages\": 8, | `` | /model/profile: key \"stages\" is missing. Add it; known keys: stages, forwardMs, backwardMs, backwardInputMs, backwardWeightMs, auxiliaryMs, updateMs, activationBytes, weightGradientStashBytes, boundaryBytes, parameterBytes.",
        "\"1f1b\" | \"1f2b\" | /strategy/name: is the text \"1f2b\"; did you mean \"1f1b\"? Must be one of ideal, sequential, data-parallel, local-sgd, naive, gpipe, 1f1b, dapple, pipedream-flush, interleaved-1f1b, looped-bfs, seq1f1b, hanayo, harmony, zb-h1, zb-h2, zb-auto, zb-v, v-half, v-min, chimera, dualpipe, dualpipe-v, pipedream, pipedream-2bw, pipelined-backprop, stale-weights, spectrain, xpipe, pipeoptim, pipemare, ftpipe, ddg, features-replay, fdg, adl, dsp, ouroboros, petra, sideways, pd-asgd, local, greedy, dgl, ppll, dgl-async, interlocking, overlapping-local, backlink, chunked-local, gn-dgl, forward-gradient, custom.",
        "\"1f1b\" | \"interleaved-1f1b\", \"virtualStage\": 2 | /strategy/virtualStage: unknown key \"virtualStage\"; did you mean \"virtualStages\"? Known keys: name, virtualStages.",
        "\"1f1b\" | \"interleaved-1f1b\", \"virtualStages\": 0 | /strategy/virtualStages: is 0. Must be a number from 1 to 1024.",
        "\"microBatches\": 24 | \"globalBatch\": 24, \"microBatch\": 7 | /training/globalBatch: is 24, no multiple of microBatch 7. Must be a multiple, such as 28.",
      })
  void mistakes(String right, String wrong, String message) {
    assertThat(refusal(ScenarioFiles.PROFILE.replace(right, wrong)))
        .hasMessage(folder.resolve("s.json") + ": " + message);
  }

  @Test
  void brokenJsonNamesLineAndColumn() {
    assertThat(refusal(ScenarioFiles.PROFILE.replace("\"stages\": 8,", "\"stages\": 8")).what())
        .startsWith("line 5, column ");
  }
}
