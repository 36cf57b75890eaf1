package dev.lockstep.benchmarks;

import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One answer to "how fast will this train": GPT-3 175B on A100, from the scenario file to the
 * result, kernels, collectives and memory included. Micro-batches of a mini-batch stay 48.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class NetworkRunBenchmark {

  private static final String SCENARIO =
      """
      {
        "model": {"preset": "gpt3-175b"},
        "cluster": {"preset": "dgx-a100-80gb"},
        "parallelism": {"pipeline": 12, "tensor": 8, "data": %d},
        "training": {"globalBatch": %d, "microBatch": 1, "recompute": "full"},
        "strategy": {"name": "1f1b"}
      }
      """;

  /** Devices. */
  @Param({"384", "3072"})
  public int devices;

  private Path file;

  /** Writes the file. */
  @Setup
  public void write() throws IOException {
    int replicas = devices / 96;
    file = Files.createTempFile("scenario", ".json");
    Files.writeString(file, SCENARIO.formatted(replicas, 48 * replicas));
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** All of it. */
  @Benchmark
  public RunResult readRunAndMeasure() {
    return Run.of(ScenarioReader.read(file)).result();
  }
}
