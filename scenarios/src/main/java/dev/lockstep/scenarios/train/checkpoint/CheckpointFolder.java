package dev.lockstep.scenarios.train.checkpoint;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A folder in which runs are kept, each in a file that is called after its strategy and seed. One
 * process at a time uses it.
 */
public final class CheckpointFolder implements AutoCloseable {

  static final String PARTIAL = ".partial";
  private static final String CHECKPOINT = ".checkpoint";
  private static final String LOCK = "lock";
  private static final int PART_OF_A_RUN = 10;

  private final Path folder;
  private final OptionalInt every;
  private final boolean goesOn;
  private final FileChannel lock;
  private final List<String> before;
  private final List<RunCheckpoints> runs = new ArrayList<>();

  private CheckpointFolder(Path folder, OptionalInt every, boolean goesOn, FileChannel lock)
      throws IOException {
    this.folder = folder;
    this.every = every;
    this.goesOn = goesOn;
    this.lock = lock;
    this.before = names(folder).stream().filter(name -> name.endsWith(CHECKPOINT)).toList();
  }

  /**
   * A folder to keep runs in.
   *
   * @param every mini-batches from one checkpoint to the next; a tenth of a run if absent
   * @param goesOn whether runs go on that are kept there; otherwise there are to be none
   * @throws ScenarioException if it has checkpoints and should not, or the other way round, or if
   *     another process uses it
   * @throws UncheckedIOException if it cannot be made or written
   */
  public static CheckpointFolder open(Path folder, OptionalInt every, boolean goesOn) {
    try {
      refuse(folder, goesOn);
      Files.createDirectories(folder);
      FileChannel lock = lock(folder);
      try {
        refuse(folder, goesOn);
        for (String name : names(folder)) {
          if (name.endsWith(PARTIAL)) {
            Files.delete(folder.resolve(name));
          }
        }
        return new CheckpointFolder(folder, every, goesOn, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(Path folder, boolean goesOn) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw refused(folder, "is a file", "Name a folder");
    }
    List<String> names = names(folder);
    if (goesOn && names.stream().noneMatch(name -> name.endsWith(CHECKPOINT))) {
      throw refused(folder, "has no checkpoints", "Leave --resume out to begin there");
    }
    if (!goesOn && !names.stream().allMatch(name -> name.equals(LOCK) || name.endsWith(PARTIAL))) {
      throw refused(
          folder, "is not empty", "Go on with --resume, or name a folder that is new or empty");
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    channel.close();
    throw refused(
        folder,
        "is used by another training at this moment",
        "Wait for it, or name another folder");
  }

  private static ScenarioException refused(Path folder, String what, String right) {
    return new ScenarioException(folder.toString(), "", what, right);
  }

  /**
   * Where a run is kept.
   *
   * @throws ScenarioException if what is kept there under its name is damaged, or of another run
   */
  public RunCheckpoints of(RunIdentity identity) {
    String name = URLEncoder.encode(identity.strategy(), StandardCharsets.UTF_8);
    Path file =
        folder.resolve(
            "%s-seed-%d%s".formatted(name.replace("*", "%2A"), identity.seed(), CHECKPOINT));
    int pause = every.orElse(Math.max(1, identity.iterations() / PART_OF_A_RUN));
    RunCheckpoints run = new RunCheckpoints(new CheckpointFile(file), identity, pause);
    runs.add(run);
    return run;
  }

  /**
   * Refuses to go on with nothing of what is kept.
   *
   * @throws ScenarioException if none of the runs was kept here
   */
  public void refuseOthersAlone() {
    if (goesOn && iterationsKept() == 0) {
      throw refused(
          folder,
          "has no checkpoint of these runs, but " + String.join(", ", before),
          "Name strategies and seeds that it has, or another folder without --resume");
    }
  }

  /** Mini-batches of all runs that need not be learned from again. */
  public int iterationsKept() {
    return runs.stream().mapToInt(RunCheckpoints::iterationsKept).sum();
  }

  /** As the user named it. */
  @Override
  public String toString() {
    return folder.toString();
  }

  /** Lets other processes use it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
