package dev.lockstep.scenarios.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the small files that the tests read. */
final class ScenarioFiles {
  static final String PROFILE =
      """
      {
        "name": "zero-bubble 1.5B, 8 stages, 24 micro-batches",
        "model": {
          "profile": {
            "stages": 8, "forwardMs": 18.522, "backwardInputMs": 18.086, "backwardWeightMs": 9.337
          }
        },
        "cluster": { "ideal": { "transferLatencyMs": 0.601 } },
        "training": { "microBatches": 24 },
        "strategy": { "name": "1f1b" },
        "simulation": { "iterations": 3, "seed": 1 }
      }
      """;

  static final String LAYERS =
      """
      {
        "name": "three layers",
        "comment": "figures made up",
        "model": {
          "layers": [
            { "name": "conv1", "forwardMs": 1.5, "backwardMs": 3, "outputBytes": 400 },
            { "name": "conv2", "forwardMs": 2, "backwardMs": 4.25, "outputBytes": 200 },
            { "name": "head", "forwardMs": 0.5, "backwardInputMs": 0.5, "backwardWeightMs": 0.25,
              "outputBytes": 10, "auxiliaryMs": 0.125 }
          ]
        },
        "cluster": { "ideal": { "bandwidthGBps": 12.5, "memoryBytes": 16000000000 } },
        "parallelism": { "pipeline": 2 },
        "training": { "globalBatch": 64, "microBatch": 16 },
        "strategy": { "name": "interlocking", "lookAhead": 2, "priority": "backward-first" },
        "partition": { "cutPoints": ["conv2"] },
        "simulation": { "engine": "replay", "iterations": 5, "seed": 7, "network": "private" }
      }
      """;

  static final String YAML =
      """
      # a scenario may also be YAML
      name: ddg on four stages
      model:
        profile:
          stages: 4
          forwardMs: [1, 2, 3, 4.5]
          backwardMs: 2.0
          activationBytes: 1000
      cluster:
        ideal: { transferLatencyMs: 0 }
      training:
        microBatches: 8
      strategy:
        name: ddg
        runAhead: true
      """;

  private ScenarioFiles() {}

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
