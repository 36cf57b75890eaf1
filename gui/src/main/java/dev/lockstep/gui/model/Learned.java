package dev.lockstep.gui.model;

import dev.lockstep.scenarios.format.training.TrainingFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results of training, read from a file or worked out here.
 *
 * @param name what stands above them
 * @param file where they were read
 * @param runs a strategy each
 * @param refused strategies without numbers, and why
 */
public record Learned(
    String name, Optional<Path> file, List<LearnedRun> runs, Map<String, String> refused)
    implements FileContent {

  /** Copies both. */
  public Learned {
    runs = List.copyOf(runs);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /**
   * Reads what {@code lockstep train --format json} has written.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException in one line, if it is damaged
   */
  public static Learned file(Path file) {
    TrainingFile read = TrainingFile.read(file);
    return new Learned(
        file.getFileName().toString(),
        Optional.of(file),
        read.results().stream().map(LearnedRun::of).toList(),
        read.refused());
  }

  /** What others that stand in their place have too. */
  public String key() {
    return file.map(path -> path.toAbsolutePath().normalize().toString()).orElse(name);
  }
}
