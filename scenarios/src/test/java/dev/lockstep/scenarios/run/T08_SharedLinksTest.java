package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.RunResult.LinkResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that meet on a link, from two devices to a cluster of nodes. */
class T08_SharedLinksTest {

  private static final Path EXAMPLES = Path.of(System.getProperty("basedir", "."));
  private static final double NANO = 1e-6;

  /** Passes of 1 ms; an output of 3 MB takes 3 ms at 1 GB/s. */
  private static final String STAGES = ScenarioTexts.unit(2, "\"boundaryBytes\": 3e6");

  @TempDir private Path folder;

  /**
   * GPipe with 3 micro-batches. With private links each activation comes 3 ms after it was made;
   * over one link they come one after the other, and so do the gradients.
   *
   * <pre>
   * ms       0         5         10        15        20        25
   * private  device 0  F0 F1 F2 . . . . . B0 B0 B1 B1 B2 B2
   *          device 1   .  .  . . F0 F1 F2 B0 B0 B1 B1 B2 B2
   * </pre>
   *
   * <p>Private: activations at 4, 5, 6; device 1 works from 4 to 13 without a gap, its last
   * gradient is ready at 13 and comes at 16; the last backward ends at 18.
   *
   * <p>Shared: activations at 4, 7, 10; device 1 forwards until 11, gradients are ready at 13, 15
   * and 17 and come at 16, 19 and 22; the last backward ends at 24.
   */
  @ParameterizedTest
  @CsvSource({"private, 18", "fifo, 24", "fair-share, 24"})
  void gpipe_over_one_link(String network, double makespanMs) {
    RunResult result = run(ideal("\"bandwidthGBps\": 1", STAGES, 3, "gpipe", network));

    assertThat(result.makespanMs()).isCloseTo(makespanMs, within(NANO));
    assertThat(result.engine()).isEqualTo(network.equals("private") ? "replay" : "event");
  }

  /** Three values of 3 MB each way; an iteration of 24 ms could carry 24 MB. */
  @Test
  void each_direction_of_a_link_counts_by_itself() {
    RunResult result = run(ideal("\"bandwidthGBps\": 1", STAGES, 3, "gpipe", "fifo"));

    assertThat(result.iterationTimeMs()).isCloseTo(24, within(NANO));
    assertThat(result.links().orElseThrow())
        .extracting(LinkResult::name)
        .containsExactly("device0->device1", "device1->device0");
    assertThat(result.links().get())
        .allSatisfy(
            link -> {
              assertThat(link.bytesPerIteration().orElseThrow()).isEqualTo(9e6);
              assertThat(link.utilisation().orElseThrow()).isCloseTo(9.0 / 24, within(1e-9));
            });
  }

  @Test
  void private_links_are_not_listed() {
    assertThat(run(ideal("\"bandwidthGBps\": 1", STAGES, 3, "gpipe", "private")).links()).isEmpty();
  }

  /** A latency keeps no one else waiting: with fair shares, not in a queue. */
  @ParameterizedTest
  @ValueSource(strings = {"private", "fair-share"})
  void links_without_bandwidth_only_delay(String network) {
    String unsized = ScenarioTexts.unit(2, "");
    RunResult result = run(ideal("\"transferLatencyMs\": 1", unsized, 1, "gpipe", network));

    assertThat(result.makespanMs()).isCloseTo(2 + 4 + 2, within(NANO));
  }

  /**
   * Two modules of four groups on two nodes of four devices. Each device of the second node reads
   * what each of the first has made: 16 values of 25 MB, 1 ms each at 25 GB/s, 0.01 ms of latency.
   * One adapter carries all of them, of four adapters each carries four; computing takes 2 ms.
   */
  @ParameterizedTest
  @CsvSource({"one-nic, 16, 400e6", "eight-nics, 4, 100e6"})
  void one_adapter_against_eight(String adapters, int values, double carriedBytes) {
    RunResult result = example("gn-dgl-8-devices-" + adapters + ".yaml");

    assertThat(result.iterationTimeMs()).isCloseTo(values + 0.01, within(NANO));
    LinkResult busiest = result.links().orElseThrow().get(0);
    assertThat(busiest.name()).isEqualTo("node0 nic0 out");
    assertThat(busiest.bytesPerIteration().orElseThrow()).isEqualTo(carriedBytes);
    assertThat(busiest.utilisation().orElseThrow())
        .isCloseTo(values / (values + 0.01), within(1e-6));
  }

  /**
   * The same with other wiring: the first node's 16 ms of values leave through what is narrowest.
   * Four adapters whose network carries half of them away: 16 / 2. Two devices on a PCIe switch and
   * an adapter each: the switches play no part behind adapters. Two adapters for four devices: 16 /
   * 2.
   */
  @ParameterizedTest
  @CsvSource({
    "'cardsPerNode: 4, oversubscription: 2', , 8",
    "'cardsPerNode: 4, oversubscription: 4', , 16",
    "'cardsPerNode: 2', , 8",
    "'cardsPerNode: 2', 'devicesPerSwitch: 2', 8"
  })
  void what_a_description_says_is_shared(String network, String node, double valuesMs) {
    String text =
        text("gn-dgl-8-devices-one-nic.yaml")
            .replace("cardsPerNode: 1", network)
            .replace(
                "latencyUs: 4 }", node == null ? "latencyUs: 4 }" : "latencyUs: 4, " + node + " }");
    RunResult result = run(read("wired.yaml", text));
    double pcieMs = node == null ? 0 : 0.004; // the way to the adapter

    assertThat(result.iterationTimeMs()).isCloseTo(valuesMs + 0.01 + pcieMs, within(NANO));
  }

  /**
   * Two modules of two groups in one node; a value takes 2 ms at 12.5 GB/s, a mini-batch 0.3 ms.
   *
   * <p>With ports, each device of the first module sends its value to its neighbour and to both of
   * the second module, at once: 6 ms, in which its head waits for the neighbour's value too.
   *
   * <p>With PCIe switches the four values for the second module leave over one uplink: 8 ms, in
   * which the neighbours' values, at half the rate of their links, have come and all is computed.
   */
  @ParameterizedTest
  @CsvSource({"'', 6.3", "', devicesPerSwitch: 2', 8"})
  void pcie_switches_share_their_uplink(String pcie, double iterationMs) {
    String text =
        """
        name: two modules of two groups in one node
        model: { profile: { stages: 4, forwardMs: 0.1, backwardMs: 0.2, auxiliaryMs: 0, boundaryBytes: 25e6 } }
        cluster: { device: p40, devicesPerNode: 4, links: { node: { bandwidthGBps: 12.5, latencyUs: 0%s } } }
        training: { microBatches: 1 }
        strategy: { name: gn-dgl, groups: 2, diversity: false }
        simulation: { network: fair-share }
        """
            .formatted(pcie);
    RunResult result = run(read("pcie.yaml", text));

    assertThat(result.iterationTimeMs()).isCloseTo(iterationMs, within(NANO));
  }

  /**
   * Fellows of a stage send at the same time, though one stands for them all: four replicas of two
   * stages, one stage a node. With one adapter a value of 25 MB takes four times as long. One
   * micro-batch: forward, transfer, forward, backward, transfer, backward.
   */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 2", "4, 1"})
  void replicas_share_adapters(int cards, double transferMs) {
    String text =
        """
        name: two stages of four replicas
        model: { profile: { stages: 2, forwardMs: 1, backwardMs: 2, boundaryBytes: 25e6 } }
        cluster:
          device: a100-sxm-80gb
          devicesPerNode: 4
          nodes: 2
          links: { network: { bandwidthGBps: 25, latencyUs: 0, cardsPerNode: %d } }
        training: { microBatches: 1 }
        strategy: { name: gpipe }
        """
            .formatted(cards);
    RunResult result = run(read("replicas.yaml", text));

    assertThat(result.makespanMs()).isCloseTo(6 + 2 * transferMs, within(NANO));
    assertThat(result.notes())
        .contains("summing gradients over 4 replicas costs nothing here; count it in updateMs");
  }

  /** Measured times stay; the devices' memory and the links are the cluster's. */
  @Test
  void a_profile_runs_on_a_described_cluster() {
    String sizes = "\"boundaryBytes\": 3e6, \"activationBytes\": 50e9, \"parameterBytes\": 1e9";
    String model = ScenarioTexts.unit(2, sizes);
    String cluster = "\"cluster\": { \"preset\": \"dgx-a100-80gb\" }";
    RunResult result = run(read("preset.json", json(model, cluster, 2, "gpipe", "fair-share")));

    assertThat(result.perDevice())
        .extracting(RunResult.DeviceResult::busyMs)
        .containsExactly(6.0, 6.0);
    assertThat(result.fits()).as("2 x 50 GB of 80 GiB").contains(false);
    assertThat(result.notes())
        .contains("times are the measured ones; of the cluster its links and memory count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"preset\": \"dgx-a100-80gb\"'"
            + "| /cluster: a bandwidth, but no sizes to send. Give model.profile.boundaryBytes.",
        "'\"device\": \"p40\", \"devicesPerNode\": 1, \"nodes\": 2'"
            + "| /cluster: 2 devices in nodes of 1, and nothing between the nodes;"
            + " give cluster.links.network.",
        "'\"device\": \"p41\"'| unknown"
      })
  void what_a_cluster_must_say(String cluster, String message) {
    String model = ScenarioTexts.unit(2, "");
    Scenario scenario =
        read("bad.json", json(model, "\"cluster\": { " + cluster + " }", 2, "gpipe", "fifo"));

    assertThatThrownBy(() -> Run.of(scenario))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void the_replay_is_refused_where_links_are_shared() {
    String text = ideal("\"bandwidthGBps\": 1", STAGES, 3, "gpipe", "fifo\", \"engine\": \"replay");
    assertThatThrownBy(() -> run(read("replay.json", text)))
        .hasMessage(
            "/simulation/engine: where transfers share links their times are known only at run"
                + " time. Use \"event\" or \"auto\".");
  }

  @Test
  void ideal_devices_have_no_more_links_than_can_be_counted() {
    String model = ScenarioTexts.unit(1000, "\"boundaryBytes\": 1");
    assertThatThrownBy(() -> run(ideal("\"bandwidthGBps\": 1", model, 3, "gpipe", "fifo")))
        .hasMessageStartingWith(
            "/simulation/network: 1000 ideal devices have 999000 links to share.");
  }

  /**
   * Where the order is fixed, sharing never helps; and it gives the same figures again. (Devices
   * that choose among ready tasks may be luckier with late values.)
   */
  @ParameterizedTest
  @ValueSource(strings = {"naive", "1f1b", "zb-h1", "pipedream", "ddg"})
  void sharing_takes_no_less_time(String strategy) {
    List<Double> times =
        List.of("private", "fair-share", "fifo", "fifo").stream()
            .map(network -> run(ideal("\"bandwidthGBps\": 2", STAGES, 4, strategy, network)))
            .map(RunResult::iterationTimeMs)
            .toList();

    assertThat(times.get(1)).isGreaterThanOrEqualTo(times.get(0) - NANO);
    assertThat(times.get(2)).isGreaterThanOrEqualTo(times.get(0) - NANO).isEqualTo(times.get(3));
  }

  private String ideal(
      String links, String model, int microBatches, String strategy, String network) {
    return json(
        model,
        "\"cluster\": { \"ideal\": { %s } }".formatted(links),
        microBatches,
        strategy,
        network);
  }

  private static String json(
      String model, String cluster, int microBatches, String strategy, String network) {
    return """
        {
          "name": "test", "model": { %s }, %s,
          "training": { "microBatches": %d },
          "strategy": { "name": "%s" },
          "simulation": { "network": "%s" }
        }
        """
        .formatted(model, cluster, microBatches, strategy, network);
  }

  private RunResult run(String json) {
    return run(read("scenario.json", json));
  }

  private static RunResult run(Scenario scenario) {
    return Run.of(scenario).result();
  }

  private static RunResult example(String name) {
    return run(ScenarioReader.read(EXAMPLES.resolve(name)));
  }

  private static String text(String example) {
    try {
      return Files.readString(EXAMPLES.resolve(example));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scenario read(String name, String text) {
    try {
      return ScenarioReader.read(Files.writeString(folder.resolve(name), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
