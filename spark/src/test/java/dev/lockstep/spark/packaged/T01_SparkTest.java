package dev.lockstep.spark.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is packaged, on Spark: the same rows in the same order as without. */
class T01_SparkTest {

  private static final Path JAR = Path.of("target/lockstep.jar").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void spark_in_the_same_program_gives_the_same_file() throws Exception {
    Path study = study(50);
    Path here = folder.resolve("here.csv");
    Path there = folder.resolve("there.csv");

    end(lockstep("sweep", study, "--out", here));
    Process sweep =
        lockstep("sweep", study, "--out", there, "--engine", "spark", "--master", "local[2]");

    assertThat(end(sweep)).contains("there.csv: 200 rows, 50 of them refused");
    assertThat(there).hasSameTextualContentAs(here);
    assertThat(Path.of(there + ".manifest.json")).content().contains("spark, local[2]");
  }

  @Test
  void a_cluster_that_loses_a_worker_loses_no_row() throws Exception {
    Path study = study(1500);
    Path here = folder.resolve("here.csv");
    Path there = folder.resolve("there.csv");
    end(lockstep("sweep", study, "--out", here));

    try (StandaloneCluster cluster = StandaloneCluster.start(folder, 2)) {
      Process sweep =
          lockstep(
              "sweep", study, "--out", there, "--engine", "spark", "--master", cluster.master());
      Path journal = folder.resolve("there.csv.part");
      while (sweep.isAlive() && rows(journal) < 300) {
        Thread.sleep(20);
      }
      cluster.kill(0);
      long whenKilled = rows(journal);

      assertThat(end(sweep)).contains("there.csv: 6,000 rows, 1,500 of them refused");
      assertThat(whenKilled).isBetween(300L, 5_000L);
    }
    assertThat(there).hasSameTextualContentAs(here);
  }

  /** Two rows for each number of micro-batches; an odd one of them is refused by chimera. */
  private Path study(int most) throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
        cluster: {ideal: {transferLatencyMs: 0}}
        training: {microBatches: 4}
        strategy: {name: 1f1b}
        """);
    return Files.writeString(
        folder.resolve("study.yaml"),
        """
        base: base.yaml
        repetitions: %d
        axes:
          - {path: /strategy/name, name: strategy, values: [1f1b, chimera]}
          - {path: /training/microBatches, values: [1, 2]}
        metrics: [makespanMs, utilisation]
        """
            .formatted(most));
  }

  private static long rows(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(journal)) {
      return lines.count() - 1;
    }
  }

  private Process lockstep(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.executor.memory=512m",
            "-jar",
            JAR.toString()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
  }

  /** What a program had to say, once it has ended well. */
  private String end(Process program) throws Exception {
    boolean ended = program.waitFor(2, TimeUnit.MINUTES);
    program.destroyForcibly(); // or one that hangs would outlive the test
    assertThat(ended).isTrue();
    String said = Files.readString(folder.resolve("out.txt"));
    assertThat(program.exitValue()).as(said).isZero();
    return said;
  }
}
