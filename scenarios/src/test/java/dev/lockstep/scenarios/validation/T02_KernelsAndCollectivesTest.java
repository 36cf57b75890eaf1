package dev.lockstep.scenarios.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lockstep.scenarios.validation.accuracy.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrix products and collectives that were measured alone. */
class T02_KernelsAndCollectivesTest {

  private static final String NOTE = "beyond what constants were fitted on";

  @TempDir private Path folder;

  /** The device's bf16 peak is 312 TFLOP/s; a product of 8192 x 8192 x 8192 reaches most of it. */
  @Test
  void a_large_product_is_near_the_peak() {
    double flops = 2.0 * 8192 * 8192 * 8192;
    List<Comparison> rows =
        kernel(
            product("a100-sxm-80gb", "bf16", 8192, 8192, 8192),
            "\"timeUs\": 4500, \"tflops\": 250");
    double timeUs = rows.get(0).predicted().orElseThrow();
    double tflops = rows.get(1).predicted().orElseThrow();

    assertThat(tflops).isBetween(0.7 * 312, 312.0);
    assertThat(timeUs).isCloseTo(flops / tflops / 1e6, within(1e-6));
    assertThat(rows).allSatisfy(row -> assertThat(row.note()).isEmpty());
  }

  /** Nothing of a training step slows it down: that would divide the rate by a constant. */
  @Test
  void a_product_is_timed_alone() {
    double one = timeUs(product("a100-sxm-80gb", "bf16", 4096, 4096, 4096));
    double launchUs = timeUs(product("a100-sxm-80gb", "bf16", 64, 64, 64));

    // 514.08 us in the table that the constants come from (see fitted/a100-sxm.json)
    assertThat(one).isCloseTo(514.08, withinPercentage(5));
    assertThat(launchUs).isBetween(1.0, 10.0);
  }

  @ParameterizedTest
  @CsvSource({
    "a100-sxm-80gb, bf16, 64, false",
    "a100-sxm-80gb, fp32, 64, true",
    "a100-sxm-80gb, bf16, 16, true",
    "v100-sxm2-32gb, fp16, 64, true"
  })
  void what_is_extrapolated_says_so(String device, String precision, int rows, boolean noted) {
    Comparison row = kernel(product(device, precision, rows, 4096, 4096), "\"timeUs\": 10").get(0);

    assertThat(row.predicted().orElseThrow()).isPositive();
    assertThat(row.note()).isEqualTo(noted ? Optional.of(NOTE) : Optional.empty());
  }

  @Test
  void a_batch_is_slower_than_one_product_of_its_operations() {
    String batch = product("h100-sxm-80gb", "bf16", 512, 512, 512).replace("}", ", \"batch\": 64}");

    assertThat(timeUs(batch))
        .isGreaterThan(timeUs(product("h100-sxm-80gb", "bf16", 512 * 64, 512, 512)));
  }

  /**
   * A link of a described rate has latency and bandwidth alone; here a data sheet's PCIe: an
   * all-reduce among n ranks sends 2 (n - 1) / n of its bytes, so that the bus bandwidth is the
   * same for any n once latencies are small.
   */
  @ParameterizedTest
  @CsvSource({"2", "4", "8"})
  void of_large_sizes_the_bus_bandwidth_is_the_links(int ranks) {
    List<Comparison> rows =
        collective(
            "\"cluster\": \"p40-pcie\", \"op\": \"all-reduce\", \"ranks\": %d, \"sizeBytes\": 1e12"
                .formatted(ranks),
            "\"timeUs\": 1, \"busBandwidthGBps\": 1");
    double seconds = rows.get(0).predicted().orElseThrow() / 1e6;

    assertThat(rows.get(1).predicted().orElseThrow())
        .isCloseTo(2.0 * (ranks - 1) / ranks * 1e3 / seconds, within(1e-9));
    assertThat(rows.get(0).note()).contains(NOTE);
  }

  /** Two measured tables of the same device differ; the cluster's own one decides. */
  @Test
  void a_cluster_may_have_been_measured_itself() {
    String small = "\"op\": \"all-reduce\", \"ranks\": 8, \"sizeBytes\": 1048576";
    double ofDevice = collectiveUs("\"device\": \"a100-sxm-80gb\", " + small);
    double ofKind = collectiveUs("\"cluster\": \"dgx-a100-80gb\", " + small);
    double itself = collectiveUs("\"cluster\": \"vtrain-a100\", " + small);

    assertThat(ofKind).isEqualTo(ofDevice);
    assertThat(itself).as("its start alone takes 30 us longer").isGreaterThan(ofKind + 15);
  }

  @Test
  void a_collective_may_span_nodes() {
    String wide =
        "\"cluster\": \"dgx-a100-80gb\", \"op\": \"all-gather\", \"ranks\": 16, \"sizeBytes\": 1e9";

    assertThat(collectiveUs(wide))
        .isGreaterThan(collectiveUs(wide.replace("\"ranks\": 16", "\"ranks\": 8")));
    assertThat(collectiveUs(wide + ", \"ranksPerNode\": 1"))
        .as("one card instead of eight")
        .isGreaterThan(2 * collectiveUs(wide));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kernel\": {} | kernel: key \"device\" is missing.",
        "\"kernel\": {\"device\": \"a101\", \"precision\": \"bf16\", \"m\": 1, \"n\": 1, \"k\": 1}"
            + " | kernel: unknown device \"a101\"",
        "\"kernel\": {\"device\": \"v100-sxm2-32gb\", \"precision\": \"bf16\", \"m\": 1, \"n\": 1,"
            + " \"k\": 1} | kernel: no peak rate in bf16",
        "\"kernel\": {\"device\": \"t4\", \"precision\": \"bf61\", \"m\": 1, \"n\": 1, \"k\": 1}"
            + " | kernel: /precision: is the text \"bf61\"; did you mean \"bf16\"?",
        "\"collective\": {\"op\": \"all-reduce\", \"ranks\": 8, \"sizeBytes\": 1}"
            + " | collective: must hold exactly one of cluster and device",
        "\"collective\": {\"cluster\": \"dgx-a100-80gb\", \"op\": \"all-reduce\", \"ranks\": 16,"
            + " \"ranksPerNode\": 16, \"sizeBytes\": 1}"
            + " | collective: 16 ranks in a node of 8 devices",
        "\"collective\": {\"device\": \"a100-sxm-80gb\", \"op\": \"all-reduce\", \"ranks\": 16,"
            + " \"ranksPerNode\": 8, \"sizeBytes\": 1}"
            + " | collective: 16 ranks, 8 in each node, need a network between nodes."
      })
  void what_cannot_be_predicted_is_a_reason(String subject, String reason) {
    Comparison row = rows(subject, "\"timeUs\": 1").get(0);

    assertThat(row.predicted()).isEmpty();
    assertThat(row.reason().orElseThrow()).startsWith(reason);
  }

  private static String product(String device, String precision, int m, int n, int k) {
    return "{\"device\": \"%s\", \"precision\": \"%s\", \"m\": %d, \"n\": %d, \"k\": %d}"
        .formatted(device, precision, m, n, k);
  }

  private double timeUs(String kernel) {
    return kernel(kernel, "\"timeUs\": 1").get(0).predicted().orElseThrow();
  }

  private List<Comparison> kernel(String kernel, String measured) {
    return rows("\"kernel\": " + kernel, measured);
  }

  private double collectiveUs(String keys) {
    return collective(keys, "\"timeUs\": 1").get(0).predicted().orElseThrow();
  }

  private List<Comparison> collective(String keys, String measured) {
    return rows("\"collective\": {" + keys + "}", measured);
  }

  private List<Comparison> rows(String subject, String measured) {
    String line =
        "{\"id\": \"a\", \"family\": \"tiny\", %s, \"measured\": {%s}}"
            .formatted(subject, measured);
    return Validation.of(
            MeasuredData.read(false, List.of(Rows.write(folder.resolve("rows.jsonl"), line))),
            () -> {})
        .comparisons();
  }
}
