package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run takes for granted, and what it does not take. */
class T06_NotesAndRefusalsTest {

  private static final String HALVES =
      "backwardMs is taken as half input gradient, half weight gradient;"
          + " give backwardInputMs and backwardWeightMs to be exact";
  private static final String FREE_HEADS =
      "auxiliary heads cost nothing here; give auxiliaryMs to count them";
  private static final String WHOLE =
      "\"profile\": {\"stages\": 3, \"forwardMs\": 1, \"backwardMs\": 2}";
  private static final String LAYERS =
      """
      "layers": [
        {"name": "a", "forwardMs": 1, "backwardMs": 2, "auxiliaryMs": 0.5},
        {"name": "b", "forwardMs": 1, "backwardMs": 2},
        {"name": "c", "forwardMs": 1, "backwardMs": 2},
        {"name": "d", "forwardMs": 1, "backwardMs": 2}
      ]
      """;

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  @Test
  void aBackwardIsHalvedOnlyWhereItMatters() {
    assertThat(notes(WHOLE, "1f1b")).isEmpty();
    assertThat(notes(WHOLE, "zb-h1")).containsExactly(HALVES);
    assertThat(notes(ScenarioTexts.unit(3, ""), "zb-h1")).isEmpty();
  }

  @Test
  void headsAreFreeOnlyWhereThereAreSome() {
    assertThat(notes(WHOLE, "local")).containsExactly(FREE_HEADS);
    assertThat(notes(WHOLE, "interlocking")).containsExactly(HALVES, FREE_HEADS);
    assertThat(notes(ScenarioTexts.unit(3, "\"auxiliaryMs\": 0"), "local")).isEmpty();
    assertThat(notes(ScenarioTexts.unit(1, ""), "local")).as("the last has none").isEmpty();
  }

  /** The cut is after b, whose row does not say what a head costs. */
  @Test
  void aHeadBehindALayerWithoutOneIsFree() {
    assertThat(layers("\"name\": \"local\"", "[2, 2]").notes())
        .containsExactly("auxiliary heads cost nothing behind b; give auxiliaryMs to count them");
    assertThat(layers("\"name\": \"local\"", "[1, 3]").notes()).isEmpty();
    assertThat(layers("\"name\": \"1f1b\"", "[2, 2]").notes()).isEmpty();
  }

  @Test
  void layersAreAddedUp() {
    RunResult result = layers("\"name\": \"1f1b\"", "[1, 3]");

    assertThat(result.perDevice())
        .extracting(RunResult.DeviceResult::busyMs)
        .containsExactly(6.0, 18.0);
  }

  @Test
  void aBandwidthNeedsSizes() {
    refuses(
        read(ScenarioTexts.unit(2, ""), "\"bandwidthGBps\": 10", "1f1b", ""),
        "/cluster/ideal/bandwidthGBps: a bandwidth, but no sizes to send."
            + " Give model.profile.boundaryBytes, or only transferLatencyMs.");
    refuses(
        read(LAYERS, "\"bandwidthGBps\": 10", "1f1b", "\"parallelism\": {\"pipeline\": 2}"),
        "/cluster/ideal/bandwidthGBps: a bandwidth, but no sizes to send."
            + " Give outputBytes for every layer, or only transferLatencyMs.");
    assertThat(
            Run.of(read(ScenarioTexts.unit(1, ""), "\"bandwidthGBps\": 10", "1f1b", "")).result())
        .as("one device sends nothing")
        .isNotNull();
  }

  @Test
  void replayNeedsAFixedOrder() {
    refuses(
        read(
            ScenarioTexts.unit(3, ""),
            "",
            "interlocking",
            "\"simulation\": {\"engine\": \"replay\"}"),
        "/simulation/engine: strategy interlocking chooses among ready tasks at run time."
            + " Use \"event\" or \"auto\".");
    assertThat(Run.of(read(ScenarioTexts.unit(3, ""), "", "interlocking", "")).engine())
        .isEqualTo(Engine.EVENT);
  }

  @Test
  void interleavingNeedsWholeGroups() {
    refuses(
        read(ScenarioTexts.unit(3, ""), "", "interleaved-1f1b", ""),
        "/strategy: interleaved-1f1b with 4 micro-batches on 3 devices;"
            + " the micro-batches must be a multiple of the devices. Maybe use 3 or 6 micro-batches.");
  }

  @Test
  void widthGroupsNeedAProfile() {
    refuses(
        read(LAYERS, "", "gn-dgl", "\"parallelism\": {\"pipeline\": 2}"),
        "/model/layers: strategy gn-dgl also splits layers by width."
            + " Give the cost of each stage in model.profile.");
  }

  /** The scenario is fine by itself, but not under the strategy it is compared with. */
  @Test
  void aPartitionMustMatchTheStrategy() {
    String fixed = "\"partition\": {\"layersPerStage\": [2, 2]}";
    StrategySection interleaved = strategy("interleaved-1f1b", Map.of("virtualStages", 2));
    refuses(
        read(LAYERS, "", "1f1b", fixed + ", \"parallelism\": {\"pipeline\": 2}").with(interleaved),
        "/partition: the partition has 2 stages."
            + " strategy interleaved-1f1b on these devices needs 4");
    refuses(
        read(LAYERS, "", "1f1b", "\"partition\": {\"layersPerStage\": [2, 1, 1]}")
            .with(interleaved),
        "/parallelism: nothing says how many devices the layers are spread over."
            + " Give parallelism.pipeline, or partition.layersPerStage with 2 numbers a device.");
  }

  @Test
  void layersMustSufficeForTheStages() {
    refuses(
        read(LAYERS, "", "1f1b", "\"parallelism\": {\"pipeline\": 4}")
            .with(strategy("interleaved-1f1b", Map.of("virtualStages", 2))),
        "/model/layers: 4 layers for 8 stages; every stage needs at least one layer."
            + " Use fewer devices, chunks or stages.");
  }

  @Test
  void tooManyTasksAreRefusedBeforeTheyAreMade() {
    refuses(
        read(ScenarioTexts.unit(2000, ""), "", "1f1b", ""),
        "/training: 2000 stages x 8020 micro-batches (2005 iterations, warm-up included) are too many"
            + " tasks. At most 5000000 stage passes fit;"
            + " use fewer stages, micro-batches or simulation.iterations.");
    refuses(
        read(ScenarioTexts.unit(4096, ""), "", "1f1b", "")
            .with(strategy("interleaved-1f1b", Map.of("virtualStages", 1024))),
        "/training: 4194304 stages x 4 micro-batches (1 iterations, warm-up included) are too many"
            + " tasks. At most 5000000 stage passes fit;"
            + " use fewer stages, micro-batches or simulation.iterations.");
  }

  /** Each stage relays the gradients of up to 900 losses: far more tasks than stage passes. */
  @Test
  void relaysCountAsTasks() {
    refuses(
        read(ScenarioTexts.unit(900, ""), "", "interlocking", "")
            .with(strategy("interlocking", Map.of("lookAhead", 900))),
        "/training: 900 stages x 3624 micro-batches (906 iterations, warm-up included) are too many"
            + " tasks. At most 44150 stage passes fit;"
            + " use fewer stages, micro-batches or simulation.iterations.");
  }

  private Iterable<String> notes(String model, String strategy) {
    return texts
        .run(model, "", "\"microBatches\": 2", "\"name\": \"%s\"".formatted(strategy))
        .notes();
  }

  private RunResult layers(String strategy, String partition) {
    return Run.of(
            texts.read(
                LAYERS,
                "",
                "\"microBatches\": 2",
                strategy,
                "\"partition\": {\"layersPerStage\": %s}".formatted(partition)))
        .result();
  }

  private Scenario read(String model, String cluster, String strategy, String more) {
    return texts.read(
        model, cluster, "\"microBatches\": 4", "\"name\": \"%s\"".formatted(strategy), more);
  }

  private static StrategySection strategy(String name, Map<String, ?> options) {
    return new StrategySection(name, StrategyCatalog.standard().byName(name).options(options));
  }

  private static void refuses(Scenario scenario, String message) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> Run.of(scenario));

    assertThat(refusal).hasMessage(message);
    assertThat(message).startsWith(refusal.pointer() + ": " + refusal.what());
    assertThat(message).endsWith(refusal.whatWouldBeRight());
  }
}
