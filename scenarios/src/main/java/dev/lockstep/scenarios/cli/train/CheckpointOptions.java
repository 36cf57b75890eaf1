package dev.lockstep.scenarios.cli.train;

import dev.lockstep.scenarios.train.checkpoint.CheckpointFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether runs are kept while they learn, and go on from there. */
public final class CheckpointOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "FOLDER",
      description = "keeps each run in a file there while it learns, to go on with --resume")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "mini-batches from one checkpoint to the next; a tenth of a run if absent")
  private Optional<Integer> every = Optional.empty();

  @Option(
      names = "--resume",
      description =
          "goes on from the checkpoints in FOLDER; results are those of a run that was not stopped")
  private boolean resumes;

  Optional<Integer> every() {
    return every;
  }

  /** Refuses options that do nothing. */
  void check(CommandLine command) {
    if (folder.isEmpty() && (every.isPresent() || resumes)) {
      throw new ParameterException(
          command, "%s goes with --checkpoint FOLDER".formatted(resumes ? "--resume" : "--every"));
    }
  }

  /** The folder, ready to be used, if runs are to be kept. */
  Optional<CheckpointFolder> open() {
    OptionalInt pause = every.stream().mapToInt(Integer::intValue).findFirst();
    return folder.map(path -> CheckpointFolder.open(path, pause, resumes));
  }

  /** What is kept at this moment, in words. */
  static String kept(CheckpointFolder folder) {
    return String.format(
        Locale.ROOT,
        "%,d are kept in %s, from where --resume goes on",
        folder.iterationsKept(),
        folder);
  }
}
