package dev.lockstep.scenarios.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.Objective;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.plan.space.SearchSpaceBuilder;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Small problems, random or not, and searches of them. */
final class Problems {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path FILE = Path.of("problem.json");

  private Problems() {}

  /** A problem from a scenario's text. */
  static Problem of(String scenario, SearchSpace space, Limits limits) {
    try {
      JsonNode tree = MAPPER.readTree(scenario);
      return new Problem(
          "test", ScenarioReader.read(tree, FILE.toString(), FILE), FILE, space, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bounds used or not, on some threads. */
  static Found search(Problem problem, boolean prunes, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return Search.of(problem, new Search.Effort(3, 1.5, prunes, preference(problem)), pool);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Of a problem with a job all four objectives, what decides chosen by its number of devices. */
  static Preference preference(Problem problem) {
    if (problem.base().job().isEmpty()) {
      return Preference.FASTEST;
    }
    Preference all = new Preference(List.of(Objective.values()));
    return switch (problem.limits().devices().orElse(0)) {
      case 2 -> all.first(Objective.ENERGY);
      case 3 -> all.first(Objective.COST);
      default -> all;
    };
  }

  /** A problem of time and memory alone. */
  static Problem withoutJob(Problem problem) {
    var base = problem.base();
    return new Problem(
        problem.name(),
        new Scenario(
            base.name(),
            base.model(),
            base.cluster(),
            base.parallelism(),
            base.training(),
            base.strategy(),
            base.partition(),
            base.simulation(),
            base.learning(),
            Optional.empty()),
        problem.file(),
        problem.space(),
        problem.limits());
  }

  /** Of two problems one says what devices draw, waiting and idle too, and what they cost. */
  private static void putJob(ObjectNode scenario, Random random) {
    if (random.nextBoolean()) {
      ObjectNode job = scenario.putObject("job");
      job.putObject("power")
          .put("deviceBusyWatts", 100 + random.nextInt(600))
          .put("deviceCommunicatingWatts", 50 + random.nextInt(300))
          .put("deviceIdleWatts", random.nextInt(300))
          .put("nodeWatts", random.nextInt(200))
          .put("pue", 1 + random.nextInt(5) / 10.0);
      job.putObject("price").put("usdPerDeviceHour", 1 + random.nextInt(4));
    }
  }

  /** Up to 10 measured layers of random times and sizes on up to 4 ideal devices. */
  static Problem randomLayers(Random random) {
    ObjectNode scenario = MAPPER.createObjectNode();
    ArrayNode layers = scenario.putObject("model").putArray("layers");
    int count = 4 + random.nextInt(7);
    boolean even = random.nextBoolean(); // equally good plans are likely
    for (int i = 0; i < count; i++) {
      layers
          .addObject()
          .put("name", "layer" + i)
          .put("forwardMs", even ? 1 : 0.1 + random.nextInt(30) / 10.0)
          .put("backwardInputMs", even ? 1 : 0.1 + random.nextInt(30) / 10.0)
          .put("backwardWeightMs", even ? 1 : 0.1 + random.nextInt(30) / 10.0)
          .put("activationBytes", 1_000 * (1 + random.nextInt(50)))
          .put("outputBytes", 1_000 * (1 + random.nextInt(20)))
          .put("parameterBytes", 1_000 * (1 + random.nextInt(100)));
    }
    scenario
        .putObject("cluster")
        .putObject("ideal")
        .put("transferLatencyMs", random.nextInt(4) / 10.0)
        .put("bandwidthGBps", 0.01 * (1 + random.nextInt(10)))
        .put("memoryBytes", 200_000 + 20_000 * random.nextInt(100));
    scenario.putObject("training").put("microBatches", List.of(2, 4, 6, 8).get(random.nextInt(4)));
    scenario.putObject("strategy").put("name", "1f1b");
    scenario.putObject("parallelism").put("pipeline", 1);
    OptionalDouble deadline =
        random.nextInt(4) == 0
            ? OptionalDouble.of(40 + random.nextInt(120))
            : OptionalDouble.empty();
    putJob(scenario, random);
    boolean poor = scenario.has("job") && random.nextInt(3) == 0;
    Limits limits =
        new Limits(
            OptionalInt.of(2 + random.nextInt(3)),
            OptionalLong.empty(),
            random.nextInt(3) * 10_000L,
            deadline,
            poor ? OptionalDouble.of(20 + random.nextInt(200)) : OptionalDouble.empty(),
            poor ? OptionalDouble.of(3e-4 * random.nextDouble()) : OptionalDouble.empty());
    return of(scenario.toString(), strategies("pipedream", "chimera"), limits);
  }

  /** A small transformer on 4 devices that hardly hold it. */
  static Problem randomTransformer(Random random) {
    String scenario =
        """
        { "model": { "transformer": { "layers": %d, "hidden": %d, "heads": 8, "vocabulary": 32000, "sequence": %d } },
          "cluster": { "device": "a100-80gb", "devicesPerNode": %d, "nodes": %d,
                       "links": { "node": { "bandwidthGBps": %d }, "network": { "bandwidthGBps": %d } } },
          "training": { "globalBatch": %d, "microBatch": 1 },
          "strategy": { "name": "1f1b" } }
        """
            .formatted(
                List.of(4, 6, 8).get(random.nextInt(3)),
                1024 * (1 + random.nextInt(4)),
                List.of(512, 2048).get(random.nextInt(2)),
                4,
                1,
                50 + random.nextInt(250),
                5 + random.nextInt(20),
                List.of(8, 16).get(random.nextInt(2)));
    ObjectNode tree = tree(scenario);
    putJob(tree, random);
    long bytes = 4_000_000_000L + random.nextInt(20) * 1_000_000_000L;
    Limits limits =
        new Limits(OptionalInt.empty(), OptionalLong.of(bytes), 0, OptionalDouble.empty());
    return of(tree.toString(), strategies().withMicroBatches(List.of(1, 2)), limits);
  }

  private static ObjectNode tree(String scenario) {
    try {
      return (ObjectNode) MAPPER.readTree(scenario);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Narrow strategies() {
    return new Narrow(
        List.of(
            "1f1b",
            "interleaved-1f1b",
            "zb-h1",
            "zb-v",
            "gpipe",
            "chimera",
            "dualpipe",
            "dualpipe-v"));
  }

  private static SearchSpace strategies(String... more) {
    return new Narrow(
            List.of(
                "1f1b",
                "interleaved-1f1b",
                "zb-h1",
                "zb-h2",
                "zb-v",
                "gpipe",
                "hanayo",
                more[0],
                more[1]))
        .space(Optional.empty());
  }

  /** A space of few strategies. */
  private record Narrow(List<String> words) {
    SearchSpace withMicroBatches(List<Integer> sizes) {
      return space(Optional.of(sizes));
    }

    SearchSpace space(Optional<List<Integer>> microBatches) {
      return SearchSpaceBuilder.builder()
          .context(Optional.of(List.of(1)))
          .microBatch(microBatches)
          .virtualStages(Optional.of(List.of(2)))
          .zeroStage(Optional.of(List.of(0, 1)))
          .sequenceParallel(Optional.of(List.of(true)))
          .strategies(Optional.of(words))
          .build();
    }
  }
}
