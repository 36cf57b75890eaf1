package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of InfoPro (arXiv 2101.10832) in {@code docs/auxiliary-heads.md}. */
class T14_InfoProPageTest {

  private static final double GIB = 1L << 30;

  /**
   * A row of the published table.
   *
   * @param blocks of each module; one module is trained end to end
   * @param memory in GiB
   * @param operations more than end to end, in percent
   * @param clock more time than end to end, in percent
   */
  private record Row(
      String name, List<Integer> blocks, double memory, double operations, double clock) {}

  private static final List<Row> CIFAR =
      List.of(
          new Row("end to end", List.of(54), 9.40, 0, 0),
          new Row("checkpointing", List.of(54), 3.91, 32.8, 27.5),
          new Row("K = 2", List.of(15, 39), 5.38, 1.3, 1.1),
          new Row("K = 3", List.of(10, 11, 33), 4.22, 3.3, 7.5),
          new Row("K = 4", List.of(7, 8, 12, 27), 3.52, 5.9, 13.4));

  private static final List<Row> STL =
      List.of(
          new Row("end to end", List.of(54), 10.77, 0, 0),
          new Row("checkpointing", List.of(54), 4.50, 32.8, 27.0),
          new Row("K = 2", List.of(15, 39), 6.15, 1.3, 1.7),
          new Row("K = 3", List.of(9, 11, 34), 4.96, 3.3, 7.0),
          new Row("K = 4", List.of(7, 8, 12, 27), 4.08, 5.9, 11.4));

  @TempDir private Path folder;

  @Test
  void thePageShowsWhatIsPredicted() {
    DocumentedPage.requireTables(
        Path.of("../docs/auxiliary-heads.md"),
        Map.of(
            "infopro", table("CIFAR-10", 32, 1024, CIFAR) + "\n" + table("STL-10", 96, 128, STL)));
  }

  private String table(String data, int image, int batch, List<Row> rows) {
    StringBuilder table =
        new StringBuilder(
            DocumentedPage.line(
                "| %s | GiB, measured | predicted | error | time, by operations | by the clock | predicted |",
                data));
    table.append("|---|---|---|---|---|---|---|\n");
    double alone = run(image, batch, rows.get(0)).iterationTimeMs();
    for (Row row : rows) {
      RunResult result = run(image, batch, row);
      double memory = result.perDevice().get(0).peakMemoryBytes().orElseThrow() / GIB;
      double more = 100 * (result.iterationTimeMs() / alone - 1);
      assertThat(more).as(row.name).isCloseTo(row.clock, within(6.0)); // percent of the time
      table.append(
          DocumentedPage.line(
              "| %s | %.2f | %.2f | %+.1f %% | %+.1f %% | %+.1f %% | %+.1f %% |",
              row.name,
              row.memory,
              memory,
              100 * (memory / row.memory - 1),
              row.operations,
              row.clock,
              more));
    }
    return table.toString();
  }

  private RunResult run(int image, int batch, Row row) {
    boolean local = row.blocks.size() > 1;
    String training =
        (local ? ", auxiliaryHead: infopro" : "")
            + (row.name.equals("checkpointing") ? ", recompute: full" : "");
    return DocumentedPage.run(
        folder,
        """
        model: {resnet: {depth: 110, image: %d, classes: 10}}
        cluster: {device: titan-x-pascal, devicesPerNode: 1, nodes: 1}
        parallelism: {pipeline: 1}
        partition: {layersPerStage: %s}
        training: {microBatches: 1, microBatch: %d, precision: fp32, optimizer: momentum%s}
        strategy: {name: %s}
        """
            .formatted(
                image,
                row.blocks,
                batch,
                training,
                local ? "local, virtualStages: " + row.blocks.size() : "sequential"));
  }
}
