package dev.lockstep.scenarios.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of {@code docs/delayed-gradients.md}. After a change of the models, run this test with
 * {@code -Dlockstep.page.write=true} to renew them.
 */
class T13_DelayedGradientsPageTest {

  private static final Path PAGE = Path.of("../docs/delayed-gradients.md");
  private static final double BATCHES_OF_AN_EPOCH = 50_000 / 128.0;
  private static final String PASCAL = "device: titan-x-pascal, devicesPerNode: %d, nodes: 1";

  /** A method, its strategy and the seconds of an epoch on two devices that were measured. */
  private record Method(String name, String strategy, double resNet, double wide) {}

  private static final List<Method> METHODS =
      List.of(
          new Method("DDG", "ddg", 30.0, 160.3),
          new Method("FR", "features-replay", 39.3, 208.2),
          new Method("DGL", "local", 33.2, 118.4),
          new Method("DP", "sequential", 32.5, 126.9),
          new Method("FDG", "fdg, order: backward-first", 29.6, 118.3));

  /** Blocks of each stage, as the authors' program cuts them. */
  private static final Map<Integer, String> RESNET_CUTS =
      Map.of(1, "[27]", 2, "[13, 14]", 3, "[9, 9, 9]", 4, "[6, 7, 7, 7]");

  private static final Map<Integer, String> WIDE_CUTS =
      Map.of(1, "[12]", 2, "[6, 6]", 3, "[4, 4, 4]", 4, "[3, 3, 3, 3]");

  @TempDir private Path folder;

  @Test
  void thePageShowsWhatIsPredicted() {
    DocumentedPage.requireTables(
        PAGE,
        Map.of(
            "epochs", epochs("resnet-56") + "\n" + epochs("wrn-28-10"),
            "stale", stale(),
            "ddg", ddg()));
  }

  private String epochs(String name) {
    boolean wide = name.startsWith("wrn");
    double measuredAlone = wide ? 219.1 : 30.2;
    double alone = epoch(wide, "sequential", 1).orElseThrow();
    StringBuilder table =
        new StringBuilder(
            DocumentedPage.line(
                "| %s | measured | predicted | error | measured speed-up | predicted, K = 2 | 3 | 4 |",
                wide ? "WRN-28-10" : "ResNet-56"));
    table.append("|---|---|---|---|---|---|---|---|\n");
    table.append(
        DocumentedPage.line(
            "| BP, one device | %.1f | %.1f | fitted | 1 | 1 | 1 | 1 |", measuredAlone, alone));
    for (Method method : METHODS) {
      double measured = wide ? method.wide : method.resNet;
      double predicted = epoch(wide, method.strategy, 2).orElseThrow();
      table.append(
          DocumentedPage.line(
              "| %s | %.1f | %.1f | %+.1f %% | %.2f | %.2f | %s | %s |",
              method.name,
              measured,
              predicted,
              100 * (predicted / measured - 1),
              measuredAlone / measured,
              alone / predicted,
              ratio(alone, epoch(wide, method.strategy, 3)),
              ratio(alone, epoch(wide, method.strategy, 4))));
    }
    return table.toString();
  }

  private static String ratio(double alone, Optional<Double> time) {
    return time.map(seconds -> String.format(Locale.ROOT, "%.2f", alone / seconds)).orElse("-");
  }

  /** Seconds of an epoch; a mini-batch of 128 does not divide over three replicas. */
  private Optional<Double> epoch(boolean wide, String strategy, int devices) {
    boolean replicas = strategy.equals("sequential") && devices > 1;
    if (replicas && 128 % devices != 0) {
      return Optional.empty();
    }
    RunResult result =
        run(
            """
            model: {preset: %s}
            cluster: {preset: k80-pcie}
            parallelism: {pipeline: %d, data: %d}
            partition: {layersPerStage: %s}
            training: {microBatches: 1, microBatch: %d, optimizer: momentum%s}
            strategy: {name: %s}
            """
                .formatted(
                    wide ? "wrn-28-10-late-stride" : "resnet-56",
                    replicas ? 1 : devices,
                    replicas ? devices : 1,
                    (wide ? WIDE_CUTS : RESNET_CUTS).get(replicas ? 1 : devices),
                    replicas ? 128 / devices : 128,
                    replicas ? ", launch: one-process" : "",
                    strategy));
    return Optional.of(result.iterationTimeMs() * BATCHES_OF_AN_EPOCH / 1000);
  }

  private String stale() {
    StringBuilder table =
        new StringBuilder(
            "| network | pipelined, measured | predicted | error | hybrid, measured | predicted | error |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    List<int[]> rows =
        List.of(
            new int[] {56, 165, 124},
            new int[] {110, 173, 126},
            new int[] {224, 181, 128},
            new int[] {362, 182, 129});
    for (int[] row : rows) {
      int third = (row[0] - 2) / 6;
      String cut = "[%d, %d]".formatted(third, 2 * third);
      double alone = stale(row[0], 1, "[%d]".formatted(3 * third), "sequential").iterationTimeMs();
      double pipelined = stale(row[0], 2, cut, "stale-weights").iterationTimeMs();
      RunResult hybrid = stale(row[0], 2, cut, "stale-weights, pipelined: 200");
      table.append(
          DocumentedPage.line(
              "| ResNet-%d | %.2f | %.2f | %+.1f %% | %.2f | %.2f | %+.1f %% |",
              row[0],
              row[1] / 100.0,
              alone / pipelined,
              100 * (100 * alone / pipelined / row[1] - 1),
              row[2] / 100.0,
              alone / hybrid.makespanMs(),
              100 * (100 * alone / hybrid.makespanMs() / row[2] - 1)));
    }
    return table.toString();
  }

  private RunResult stale(int depth, int devices, String cut, String strategy) {
    return run(
        """
        model: {resnet: {depth: %d}}
        cluster: {%s}
        parallelism: {pipeline: %d}
        partition: {layersPerStage: %s}
        training: {microBatches: 400, microBatch: 128, precision: fp32, optimizer: momentum}
        strategy: {name: %s}
        """
            .formatted(depth, PASCAL.formatted(devices), devices, cut, strategy));
  }

  private String ddg() {
    double alone = ddg(1, "sequential");
    StringBuilder table =
        new StringBuilder("| K | measured | equal modules | predicted | error |\n");
    table.append("|---|---|---|---|---|\n");
    List<Double> measured = List.of(1.40, 1.68, 1.83);
    for (int k = 2; k <= 4; k++) {
      double predicted = alone / ddg(k, "ddg");
      table.append(
          DocumentedPage.line(
              "| %d | %.2f | %.2f | %.2f | %+.1f %% |",
              k,
              measured.get(k - 2),
              3.0 * k / (k + 2),
              predicted,
              100 * (predicted / measured.get(k - 2) - 1)));
    }
    return table.toString();
  }

  private double ddg(int devices, String strategy) {
    return run("""
            model: {preset: resnet-110}
            cluster: {%s}
            parallelism: {pipeline: %d}
            training: {microBatches: 1, microBatch: 128, precision: fp32, optimizer: momentum}
            strategy: {name: %s}
            """
            .formatted(PASCAL.formatted(devices), devices, strategy))
        .iterationTimeMs();
  }

  private RunResult run(String text) {
    return DocumentedPage.run(folder, text);
  }
}
