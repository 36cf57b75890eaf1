package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small scenarios of chance: stages of 1 ms forward and 1 ms for each half of a backward. */
final class ChanceTexts {

  static final Precision ROUGH = new Precision(0.05, 0.95, 100, 1000);

  private ChanceTexts() {}

  /** Four stages, eight micro-batches, ideal links of 0.1 ms. */
  static Scenario scenario(Path folder, String strategy, String simulation, String further) {
    String text =
        """
        name: chance
        model: { profile: { stages: 4, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1 } }
        cluster: { ideal: { transferLatencyMs: 0.1 } }
        training: { microBatches: 8, microBatch: 2 }
        strategy: { name: %s }
        simulation: { %s }
        %s
        """
            .formatted(strategy, simulation, further);
    try {
      return ScenarioReader.read(Files.writeString(folder.resolve("chance.yaml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
