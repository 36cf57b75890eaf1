package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.sim.Sharing;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that come with the program run, and give the same bytes whenever they do. */
class T03_ExamplesTest {

  private static final Path FOLDER = Path.of(System.getProperty("basedir", "."));

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)")).sorted().toList();
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runs(Path example) {
    RunResult result = Run.of(ScenarioReader.read(example)).result();

    assertThat(result.iterationTimeMs()).isPositive().isFinite();
    assertThat(result.makespanMs()).isGreaterThanOrEqualTo(result.spanMs());
    assertThat(result.utilisation()).isPositive().isLessThanOrEqualTo(1);
    assertThat(result.usefulUtilisation()).isPositive().isLessThanOrEqualTo(result.utilisation());
    assertThat(result.bubbleFraction()).isBetween(0.0, 1.0);
    assertThat(result.spanBubbleFraction()).isBetween(0.0, 1.0);
    assertThat(result.exposedCommunicationMs()).isBetween(0.0, result.iterationTimeMs());
    assertThat(result.devices() % result.perDevice().size())
        .as("one device stands for all ranks of its stages")
        .isZero();
    assertThat(ResultJson.of(List.of(result), false)).doesNotContain("NaN", "Infinity", "null");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isTheSameByteForByte(Path example) {
    assertThat(json(ScenarioReader.read(example))).isEqualTo(json(ScenarioReader.read(example)));
  }

  @Test
  void isTheSameFromSeveralThreadsAtOnce() throws IOException {
    List<String> oneByOne = examples().stream().map(ScenarioReader::read).map(this::json).toList();
    List<String> atOnce =
        examples().parallelStream().map(ScenarioReader::read).map(this::json).toList();

    assertThat(atOnce).isEqualTo(oneByOne);
  }

  /** Discrete events and longest paths give the same figures where both can. */
  @ParameterizedTest
  @MethodSource("examples")
  void bothEnginesAgree(Path example) {
    Scenario scenario = ScenarioReader.read(example);
    Scenario event = with(scenario, SimulationSection.Engine.EVENT);
    Scenario replay = with(scenario, SimulationSection.Engine.REPLAY);

    assertThat(json(event)).contains("\"engine\": \"event\"");
    Preparation preparation = Preparation.of(scenario);
    if (preparation.schedule(1).isWorkConserving() || preparation.sharing() != Sharing.PRIVATE) {
      assertThatThrownBy(() -> Run.of(replay)).isInstanceOf(RefusedException.class);
    } else {
      assertThat(json(event).replace("\"event\"", "\"replay\"")).isEqualTo(json(replay));
    }
  }

  private static Scenario with(Scenario scenario, SimulationSection.Engine engine) {
    return scenario.with(scenario.simulation().with(engine));
  }

  private String json(Scenario scenario) {
    return ResultJson.of(List.of(Run.of(scenario).result()), false);
  }
}
