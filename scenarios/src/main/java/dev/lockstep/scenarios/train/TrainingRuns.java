package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.curve.Checkpoints;
import dev.lockstep.numerics.curve.LearningCurve;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.tensor.TensorThreads;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.checkpoint.CheckpointFolder;
import dev.lockstep.scenarios.train.checkpoint.Fingerprint;
import dev.lockstep.scenarios.train.checkpoint.RunIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Training runs of one scenario under several strategies, with the same data and seeds. */
public final class TrainingRuns {

  private final DataSet data;
  private final Map<String, TrainingJob> jobs = new LinkedHashMap<>();
  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
  private final LearningSection learning;
  private final Map<String, List<? extends Checkpoints>> checkpoints = new HashMap<>();
  private final Map<String, String> likeOther = new LinkedHashMap<>();

  /**
   * No runs yet.
   *
   * @param base the scenario that all have in common
   * @param file its file, beside which its data lies
   * @throws RefusedException if it does not say what is learned, or if its data is not there
   */
  public TrainingRuns(Scenario base, Path file) {
    this.learning = TrainingJob.learning(base);
    this.data = LearningData.of(learning.data(), file);
    TensorThreads.useOne(); // before anything else asks for tensors
    LearningNetwork.of(learning, data);
  }

  /**
   * Adds a strategy.
   *
   * @param name what the user calls it
   * @throws RefusedException if it does not admit the scenario, or has no numbers
   */
  public void add(String name, Scenario scenario) {
    jobs.put(name, TrainingJob.of(scenario, data));
    scenarios.put(name, scenario);
  }

  /**
   * Looks whether a scenario could be added.
   *
   * @throws RefusedException if not
   */
  public void check(Scenario scenario) {
    TrainingJob.of(scenario, data);
  }

  /**
   * Carries runs out once that learn the same: with no late gradients, and with weights that are
   * the same to the last bit after the first mini-batches. Each keeps its own simulated times.
   *
   * @return who learns like whom, both by the names that they were given
   */
  public Map<String, String> carryOutEqualRunsOnce() {
    Map<FirstSteps, String> known = new HashMap<>();
    jobs.forEach(
        (name, job) ->
            job.firstSteps(scenarios.get(name).simulation().seed())
                .map(steps -> known.putIfAbsent(steps, name))
                .ifPresent(other -> likeOther.put(name, other)));
    return Map.copyOf(likeOther);
  }

  /** Mini-batches over all runs that are carried out. */
  public int iterations() {
    return (jobs.size() - likeOther.size()) * learning.seeds() * learning.iterations();
  }

  /**
   * Keeps all runs that are carried out in a folder from now on; those that are kept there go on
   * from where they were.
   *
   * @throws ScenarioException if something else is kept there
   */
  public void keepIn(CheckpointFolder folder) {
    String samples = Fingerprint.of(data);
    jobs.forEach(
        (name, job) -> {
          if (likeOther.containsKey(name)) {
            return;
          }
          long first = firstSeed(name);
          RunIdentity identity = job.identity(name, first, samples);
          checkpoints.put(
              name,
              LongStream.range(first, first + learning.seeds())
                  .mapToObj(seed -> folder.of(identity.ofSeed(seed)))
                  .toList());
        });
    folder.refuseOthersAlone();
  }

  private long firstSeed(String name) {
    return scenarios.get(name).simulation().seed();
  }

  /**
   * Carries all out, as many at a time as there are processors; results do not depend on how many.
   *
   * @param progress is told of each mini-batch that is over, by any thread
   */
  public List<TrainingResult> run(Runnable progress) {
    return run(progress, (strategy, seed, look) -> {});
  }

  /** Is told of looks at networks while they learn, by any thread. */
  public interface Looks {

    /** A run of a strategy was looked at. */
    void look(String strategy, long seed, Look look);
  }

  /**
   * Carries all out, as many at a time as there are processors; results do not depend on how many.
   *
   * @param progress is told of each mini-batch that is over, by any thread; whatever it throws ends
   *     all runs
   * @param looks is told of each look, by any thread
   */
  public List<TrainingResult> run(Runnable progress, Looks looks) {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<String, List<CompletableFuture<LearningCurve>>> curves = new LinkedHashMap<>();
      jobs.forEach(
          (name, job) ->
              curves.put(
                  name,
                  likeOther.containsKey(name)
                      ? retimed(job, curves.get(likeOther.get(name)))
                      : started(name, job, workers, progress, looks)));
      List<TrainingResult> results = new ArrayList<>();
      curves.forEach((name, futures) -> results.add(result(name, futures)));
      return results;
    } finally {
      workers.shutdownNow();
    }
  }

  private List<CompletableFuture<LearningCurve>> started(
      String name, TrainingJob job, ExecutorService workers, Runnable progress, Looks looks) {
    long first = firstSeed(name);
    List<CompletableFuture<LearningCurve>> all = new ArrayList<>();
    for (int i = 0; i < learning.seeds(); i++) {
      long seed = first + i;
      Checkpoints kept =
          checkpoints.containsKey(name) ? checkpoints.get(name).get(i) : Checkpoints.NONE;
      all.add(
          CompletableFuture.supplyAsync(
              () ->
                  job.run(
                      seed,
                      iteration -> progress.run(),
                      point -> looks.look(name, seed, Look.of(point)),
                      kept),
              workers));
    }
    return all;
  }

  private static List<CompletableFuture<LearningCurve>> retimed(
      TrainingJob job, List<CompletableFuture<LearningCurve>> same) {
    return same.stream().map(future -> future.thenApply(job::retimed)).toList();
  }

  private TrainingResult result(String name, List<CompletableFuture<LearningCurve>> futures) {
    Scenario scenario = scenarios.get(name);
    List<LearningCurve> curves = futures.stream().map(TrainingRuns::outcome).toList();
    return TrainingResult.of(scenario.name(), name, jobs.get(name), firstSeed(name), curves);
  }

  private static LearningCurve outcome(CompletableFuture<LearningCurve> future) {
    try {
      return future.join();
    } catch (CompletionException | CancellationException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
