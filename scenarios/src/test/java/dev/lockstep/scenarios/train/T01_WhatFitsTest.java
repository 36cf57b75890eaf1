package dev.lockstep.scenarios.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which networks learn from which data, and what is said where they do not fit. */
class T01_WhatFitsTest {

  private static final String MLP = "{mlp: {depth: 4, width: 8}}";
  private static final String RESNET = "{resnet: {blocks: 1, width: 4}}";
  private static final String DECODER = "{transformer: {blocks: 2, width: 8, heads: 2}}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clusters, training: 40, test: 10                       | mlp
          spirals, training: 40, test: 10, seed: 3               | mlp
          glyphs, training: 40, test: 10, image: 8, classes: 4   | mlp
          glyphs, training: 40, test: 10, image: 8, classes: 4   | resnet
          grammar, training: 40, test: 10, positions: 8          | transformer
          text, path: text.txt, positions: 8                     | transformer
          """)
  void a_network_learns_from_data_that_it_can_take(String data, String network) throws IOException {
    Files.writeString(folder.resolve("text.txt"), "to be or not to be, ".repeat(30));

    TrainingRuns runs = runs(data, network, "");

    assertThat(runs.run(() -> {})).hasSize(1);
    assertThat(runs.iterations()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          grammar                    | mlp         | /learning/network/mlp: takes vectors and images, but samples of grammar are text. Take transformer, or data that fits.
          spirals                    | resnet      | /learning/network/resnet: takes images, but samples of spirals are vectors. Take mlp, or data that fits.
          grammar                    | resnet      | /learning/network/resnet: takes images, but samples of grammar are text. Take transformer, or data that fits.
          clusters                   | transformer | /learning/network/transformer: takes text, but samples of clusters are vectors. Take mlp, or data that fits.
          glyphs                     | transformer | /learning/network/transformer: takes text, but samples of glyphs are images. Take resnet or mlp, or data that fits.
          spirals, path: x           | mlp         | /learning/data/path: does nothing with spirals. Leave it out; it is for mnist, cifar-10, cifar-100, text.
          spirals, image: 16         | mlp         | /learning/data/image: does nothing with spirals. Leave it out; it is for glyphs.
          grammar, classes: 3        | transformer | /learning/data/classes: does nothing with grammar. Leave it out; it is for clusters, spirals, glyphs.
          glyphs, augment: true      | resnet      | /learning/data/augment: does nothing with glyphs. Leave it out; it is for mnist, cifar-10, cifar-100.
          mnist, path: x, training: 9000 | mlp     | /learning/data/training: does nothing with mnist. Leave it out; it is for clusters, spirals, glyphs, grammar.
          mnist                      | mlp         | /learning/data/path: is missing: mnist is read from files. Name the folder of its files, relative to the scenario.
          text                       | transformer | /learning/data/path: is missing: text is read from files. Name the text file, relative to the scenario.
          glyphs, classes: 27        | mlp         | /learning/data: 27 classes of glyphs: there must be 2 to 26.
          """)
  void what_does_not_fit_is_refused_by_its_key(String data, String network, String why) {
    assertThatThrownBy(() -> runs(data, network, ""))
        .isInstanceOf(RefusedException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource({"mnist, mlp", "cifar-10, resnet", "cifar-100, resnet", "text, transformer"})
  void a_missing_file_is_named(String data, String network) {
    assertThatThrownBy(() -> runs(data + ", path: not-there", network, ""))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("/learning/data/path: " + folder.resolve("not-there"))
        .hasMessageContaining("no such ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spirals, training: 40, test: 10           | mlp         | mlp-sr    | /training/auxiliaryHead: is mlp-sr, but stages that give out vectors learn with none such. Leave it out, or set it to linear.
          spirals, training: 40, test: 10           | mlp         | infopro   | /training/auxiliaryHead: is infopro, but stages that give out vectors learn with none such. Leave it out, or set it to linear.
          grammar, training: 40, test: 10           | transformer | 1c2f      | /training/auxiliaryHead: is 1c2f, but stages that give out text learn with none such. Leave it out, or set it to vocabulary or linear.
          glyphs, training: 40, test: 10, image: 16 | resnet      | auglocal  | /training/auxiliaryHead: is auglocal, but stages that give out images learn with none such. Leave it out, or set it to mlp-sr, 1c2f, conv128-conv64, infopro or linear.
          glyphs, training: 40, test: 10, image: 12 | resnet      | mlp-sr    | /training/auxiliaryHead: is mlp-sr, which halves images down to 2 x 2, but a stage gives out 12 x 12. Set it to linear, 1c2f or conv128-conv64.
          """)
  void heads_are_those_that_costs_know(String data, String network, String head, String why) {
    assertThatThrownBy(() -> runs(data, network, ", auxiliaryHead: " + head))
        .isInstanceOf(RefusedException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource({"mlp-sr", "1c2f", "conv128-conv64", "infopro", "linear"})
  void images_have_the_papers_heads(String head) {
    String data = "glyphs, training: 40, test: 10, image: 8, classes: 4";

    assertThat(runs(data, "resnet", ", auxiliaryHead: " + head).run(() -> {})).hasSize(1);
  }

  @Test
  void weights_of_a_head_that_is_not_there_are_refused() {
    String weights =
        "infoPro: {firstImage: 1, firstClasses: 1, lastImage: 1, lastClasses: 1}, iterations: 2";
    String data = "glyphs, training: 40, test: 10, image: 8, classes: 4";
    String known = ", auxiliaryHead: 1c2f";

    assertThat(runs(data, RESNET, ", auxiliaryHead: infopro", weights).run(() -> {})).hasSize(1);
    assertThatThrownBy(() -> runs(data, RESNET, known, weights))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "/learning/infoPro: weighs the losses of heads infopro, but training.auxiliaryHead is not infopro. Leave it out.");
  }

  private TrainingRuns runs(String data, String network, String training) {
    return runs(data, network(network), training, "iterations: 2");
  }

  private TrainingRuns runs(String data, String network, String training, String learning) {
    String strategy = training.isEmpty() ? "1f1b" : "local";
    Path file = folder.resolve("scenario.yaml");
    String text =
        """
        model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2, auxiliaryMs: 1}}
        cluster: {ideal: {transferLatencyMs: 0}}
        training: {microBatches: 2%s}
        strategy: {name: %s}
        learning: {data: {name: %s}, network: %s, microBatch: 2, %s}
        """
            .formatted(training, strategy, data, network, learning);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Scenario scenario = ScenarioReader.read(file);
    TrainingRuns runs = new TrainingRuns(scenario, file);
    runs.add(strategy, scenario);
    return runs;
  }

  private static String network(String name) {
    return switch (name) {
      case "mlp" -> MLP;
      case "resnet" -> RESNET;
      default -> DECODER;
    };
  }
}
