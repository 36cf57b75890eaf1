package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cost.BlockingTransfers;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether devices wait for what they send to other stages. */
class T09_SynchronousTransfersTest {

  @TempDir private Path folder;

  /**
   * Two stages of 3, 2 and 1 ms, a transfer takes 1 ms. With 2 micro-batches the second stage
   * computes 2 x 6 ms between the first forward (3), its transfer (1) and, on the way back, a
   * transfer (1) and a backward (3). Where it waits, its first backward holds it for a transfer
   * more.
   */
  @ParameterizedTest
  @CsvSource({"overlapped, 20", "synchronous, 21"})
  void aDeviceThatWaitsIsHeldByEveryTransfer(String transfers, double ms) {
    String text =
        """
        model: {profile: {stages: 2, forwardMs: 3, backwardInputMs: 2, backwardWeightMs: 1}}
        cluster: {ideal: {transferLatencyMs: 1}}
        training: {microBatches: 2, transfers: %s}
        strategy: {name: 1f1b}
        """
            .formatted(transfers);

    assertThat(Run.of(scenario(text)).result().makespanMs()).isEqualTo(ms);
  }

  /** As the programs of a device's time do. */
  @ParameterizedTest
  @CsvSource({
    "a100-sxm-80gb, 1f1b, '', true",
    "h100-sxm-80gb, 1f1b, '', true",
    "a100-sxm-80gb, interleaved-1f1b, '', true",
    "h100-sxm-80gb, interleaved-1f1b, '', false",
    "a100-sxm-80gb, interleaved-1f1b, 'overlap: true', false",
    "a100-sxm-80gb, 1f1b, 'transfers: overlapped', false",
    "a100-sxm-80gb, 1f1b, 'framework: pytorch-fsdp', false",
    "a100-sxm-80gb, zb-h1, '', false",
    "a100-sxm-80gb, zb-h1, 'transfers: synchronous', true",
  })
  void whatIsLeftOpenFollowsTheProgram(
      String device, String strategy, String training, boolean waits) {
    Preparation preparation = Preparation.of(scenario(network(device, strategy, training, "")));

    assertThat(preparation.costs() instanceof BlockingTransfers).isEqualTo(waits);
    assertThat(preparation.notes().stream().anyMatch(note -> note.startsWith("transfers are")))
        .isEqualTo(waits && !training.contains("transfers"));
  }

  /** Where transfers meet on links, they are tasks of their own. */
  @Test
  void sharedLinksAreForTransfersOfTheirOwn() {
    String shared = "simulation: {network: fifo}";
    String open = network("a100-sxm-80gb", "1f1b", "", shared);
    String asked = network("a100-sxm-80gb", "1f1b", "transfers: synchronous", shared);

    assertThat(Preparation.of(scenario(open)).costs()).isNotInstanceOf(BlockingTransfers.class);
    assertThatThrownBy(() -> Preparation.of(scenario(asked)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("/training/transfers: synchronous transfers have no times of their");
  }

  private static String network(String device, String strategy, String training, String more) {
    return """
        model: {transformer: {layers: 4, hidden: 1024, heads: 8, sequence: 512}}
        cluster: {device: %s, devicesPerNode: 2, links: {node: {bandwidthGBps: 100, latencyUs: 5}}}
        parallelism: {pipeline: 2}
        training: {microBatches: 4, microBatch: 1, %s}
        strategy: {name: %s}
        %s
        """
        .formatted(device, training, strategy, more);
  }

  private Scenario scenario(String text) {
    try {
      return ScenarioReader.read(
          Files.writeString(folder.resolve("scenario.yaml"), "name: test\n" + text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
