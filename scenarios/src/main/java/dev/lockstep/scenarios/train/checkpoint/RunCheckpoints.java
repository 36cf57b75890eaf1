package dev.lockstep.scenarios.train.checkpoint;

import dev.lockstep.numerics.curve.Checkpoints;
import dev.lockstep.numerics.curve.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The checkpoints of one run: a file, which each replaces. */
public final class RunCheckpoints implements Checkpoints {

  private final CheckpointFile file;
  private final RunIdentity identity;
  private final int every;
  private volatile int iterationsKept;

  RunCheckpoints(CheckpointFile file, RunIdentity identity, int every) {
    this.file = file;
    this.identity = identity;
    this.every = every;
    this.iterationsKept = file.exists() ? iterationsKept(file, identity) : 0;
  }

  private static int iterationsKept(CheckpointFile file, RunIdentity identity) {
    try {
      Map<String, String> head = file.head();
      identity
          .difference(head)
          .ifPresent(
              what -> {
                throw file.refused(what);
              });
      return Integer.parseInt(head.get(CheckpointFile.DONE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mini-batches after which it was kept last; 0 if it was not. */
  public int iterationsKept() {
    return iterationsKept;
  }

  @Override
  public Optional<Kept> last() {
    try {
      return file.exists() ? Optional.of(file.run()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isDue(int iterations) {
    return iterations % every == 0;
  }

  @Override
  public void keep(int iterations, Kept kept) {
    Map<String, String> head = new LinkedHashMap<>(identity.lines());
    head.put(CheckpointFile.DONE, Integer.toString(iterations));
    try {
      file.write(head, kept);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      // Java does not say on which file a disk is full.
      throw new UncheckedIOException(
          new FileSystemException(file.path().toString(), null, e.getMessage()));
    }
    iterationsKept = iterations;
  }
}
