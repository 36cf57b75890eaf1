package dev.lockstep.benchmarks;

import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
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
 * What a user waits for, the start of Java aside: a scenario file is read, run from a standstill
 * and into its steady state, and measured. Several iterations are planned, so that these runs have
 * several times the tasks of one mini-batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WholeRunBenchmark {

  private static final String SCENARIO =
      """
      {
        "name": "1F1B",
        "model": {"profile": {
          "stages": %d, "forwardMs": 1.0, "backwardMs": 2.0,
          "activationBytes": 1000000, "boundaryBytes": 100000, "parameterBytes": 4000000
        }},
        "cluster": {"ideal": {"transferLatencyMs": 0.05}},
        "training": {"microBatches": %d},
        "strategy": {"name": "1f1b"}
      }
      """;

  /** Stages and micro-batches. */
  @Param({"8x64", "64x512"})
  public String size;

  private Path file;
  private Scenario scenario;
  private Run run;

  /** Writes the file and reads and runs it once, as inputs of the later steps. */
  @Setup
  public void write() throws IOException {
    String[] numbers = size.split("x", -1);
    file = Files.createTempFile("scenario", ".json");
    Files.writeString(
        file, SCENARIO.formatted(Integer.valueOf(numbers[0]), Integer.valueOf(numbers[1])));
    scenario = ScenarioReader.read(file);
    run = Run.of(scenario);
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** Reading and checking the file. */
  @Benchmark
  public Scenario read() {
    return ScenarioReader.read(file);
  }

  /** Planning, lowering and replaying: one iteration, then a run into the steady state. */
  @Benchmark
  public Run run() {
    return Run.of(scenario);
  }

  /** All figures of the result. */
  @Benchmark
  public RunResult measure() {
    return run.result();
  }

  /** All of it. */
  @Benchmark
  public RunResult readRunAndMeasure() {
    return Run.of(ScenarioReader.read(file)).result();
  }
}
