package dev.lockstep.scenarios.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.SimulationSection.Engine;
import dev.lockstep.scenarios.scenario.section.SimulationSection.Network;
import dev.lockstep.scenarios.scenario.section.model.Layer;
import dev.lockstep.scenarios.scenario.section.model.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says and what a program gets. */
class T01_ReadScenarioTest {
  @TempDir Path folder;

  private Scenario read(String name, String text) {
    return ScenarioReader.read(ScenarioFiles.write(folder, name, text));
  }

  @Test
  void aProfileOfStages() {
    Scenario scenario = read("profile.json", ScenarioFiles.PROFILE);

    assertThat(scenario.name()).isEqualTo("zero-bubble 1.5B, 8 stages, 24 micro-batches");
    Profile profile = scenario.model().profile().orElseThrow();
    assertThat(profile.stages()).isEqualTo(8);
    assertThat(profile.forwardMs().at(7)).isEqualTo(18.522);
    assertThat(profile.backwardMs()).isEmpty();
    assertThat(profile.backwardInputMs().orElseThrow().at(0)).isEqualTo(18.086);
    assertThat(scenario.cluster().ideal().orElseThrow().transferLatencyMs()).isEqualTo(0.601);
    assertThat(scenario.cluster().ideal().orElseThrow().bandwidthGBps()).isEmpty();
    assertThat(scenario.training().microBatches()).isEqualTo(24);
    assertThat(scenario.strategy().name()).isEqualTo("1f1b");
    assertThat(scenario.partition()).isEmpty();
    assertThat(scenario.simulation().iterations()).isEqualTo(3);
  }

  @Test
  void yamlWithOneNumberPerStageAndDefaults() {
    Scenario scenario = read("ddg.yaml", ScenarioFiles.YAML);

    Profile profile = scenario.model().profile().orElseThrow();
    assertThat(profile.forwardMs().values()).containsExactly(1.0, 2.0, 3.0, 4.5);
    assertThat(profile.backwardMs().orElseThrow().at(3)).isEqualTo(2.0);
    assertThat(scenario.strategy().options().flag("runAhead")).isTrue();
    assertThat(scenario.simulation().engine()).isEqualTo(Engine.AUTO);
    assertThat(scenario.simulation().iterations()).isEqualTo(3);
    assertThat(scenario.simulation().seed()).isEqualTo(1);
    assertThat(scenario.simulation().network()).isEqualTo(Network.PRIVATE);
  }

  @Test
  void measuredLayers() {
    Scenario scenario = read("layers.json", ScenarioFiles.LAYERS);

    List<Layer> rows = scenario.model().layers().orElseThrow().rows();
    assertThat(rows).extracting(Layer::name).containsExactly("conv1", "conv2", "head");
    assertThat(rows.get(1).backwardMs()).isEqualTo(OptionalDouble.of(4.25));
    assertThat(rows.get(2).auxiliaryMs()).isEqualTo(OptionalDouble.of(0.125));
    assertThat(rows.get(0).outputBytes()).isEqualTo(OptionalLong.of(400));
    assertThat(rows.get(0).activationBytes()).isEmpty();
    assertThat(scenario.cluster().ideal().orElseThrow().memoryBytes())
        .isEqualTo(OptionalLong.of(16_000_000_000L));
    assertThat(scenario.training().microBatches()).isEqualTo(4);
    assertThat(scenario.training().microBatch()).isEqualTo(OptionalInt.of(16));
    assertThat(scenario.strategy().options().integer("lookAhead")).isEqualTo(2);
    assertThat(scenario.strategy().options().optionalInteger("inFlight")).isEmpty();
    assertThat(scenario.strategy().options().choice("priority")).isEqualTo("backward-first");
  }

  @Test
  void cutPointsNameTheLayersThatBeginAStage() {
    assertThat(read("byName.json", ScenarioFiles.LAYERS).partition().orElseThrow().layersPerStage())
        .containsExactly(1, 2);
    assertThat(
            read("byIndex.json", ScenarioFiles.LAYERS.replace("[\"conv2\"]", "[2]"))
                .partition()
                .orElseThrow()
                .layersPerStage())
        .containsExactly(2, 1);
  }

  @Test
  void layersFromATableBesideTheScenario() {
    ScenarioFiles.write(
        folder,
        "layers.csv",
        """
        # measured nowhere
        name, forwardMs, backwardMs, outputBytes, auxiliaryMs
        conv1, 1.5, 3, 4e2,
        conv2, 2, 4.25, 200, 0.5
        "head, last", 0.5, 0.75, 10,
        """);
    String text =
        ScenarioFiles.LAYERS.replaceAll(
            "(?s)\"layers\": \\[.*?\\]", "\"layers\": {\"csv\": \"layers.csv\"}");

    List<Layer> rows = read("table.json", text).model().layers().orElseThrow().rows();

    assertThat(rows).extracting(Layer::name).containsExactly("conv1", "conv2", "head, last");
    assertThat(rows.get(0).outputBytes()).isEqualTo(OptionalLong.of(400));
    assertThat(rows.get(0).auxiliaryMs()).isEmpty();
    assertThat(rows.get(1).auxiliaryMs()).isEqualTo(OptionalDouble.of(0.5));
  }

  @Test
  void anAliasReadsAsTheNameOfTheStrategy() {
    Scenario scenario = read("alias.json", ScenarioFiles.PROFILE.replace("\"1f1b\"", "\"dapple\""));
    assertThat(scenario.strategy().name()).isEqualTo("1f1b");
  }

  @Test
  void millisecondsBecomeWholeNanoseconds() {
    assertThat(Milliseconds.toNanos(18.522)).isEqualTo(18_522_000);
    assertThat(Milliseconds.toNanos(0.601)).isEqualTo(601_000);
    assertThat(Milliseconds.toNanos(0.0000005)).isEqualTo(1);
    assertThat(Milliseconds.toNanos(1e9)).isEqualTo(1_000_000_000_000_000L);
  }
}
