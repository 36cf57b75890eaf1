package dev.lockstep.gui.model.open;

import dev.lockstep.gui.model.FileContent;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.scenarios.format.training.TrainingFile;
import dev.lockstep.scenarios.report.trace.KindRules;
import dev.lockstep.scenarios.report.trace.TraceReader;
import dev.lockstep.scenarios.report.trace.TraceRecording;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** A file, or a part of one, that is being read: by one thread, while others watch or cancel. */
public final class FileReading {

  /** What an event of a trace takes while it is read and sorted; about a fifth of it stays. */
  private static final long BYTES_PER_EVENT = 120;

  private static final double BYTES_PER_MB = 1e6;

  private final String name;
  private final Reader reader;
  private volatile long sizeBytes;
  private final AtomicLong readBytes = new AtomicLong();
  private volatile boolean cancelled;

  private interface Reader {
    FileContent read(FileReading watched) throws IOException;
  }

  private FileReading(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /** A reading of a file that has not begun. */
  public FileReading(Path file) {
    this(file, Runtime.getRuntime().maxMemory() / BYTES_PER_EVENT);
  }

  FileReading(Path file, long mostEvents) {
    this(file.getFileName().toString(), watched -> watched.read(file, mostEvents));
  }

  /** A reading of a row's scenario, made again from its study, that has not begun. */
  public static FileReading row(StudyResults results, int row) {
    return new FileReading(
        "row %s of %s".formatted(results.stored().rows().get(row).get(0), results.name()),
        watched -> results.open(row));
  }

  /** What is being read. */
  public String name() {
    return name;
  }

  /** The share that has been read; unknown before it begins and for files that are read at once. */
  public OptionalDouble progress() {
    return sizeBytes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, (double) readBytes.get() / sizeBytes));
  }

  /** Lets the reading end soon, without a result. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether it was cancelled. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Reads it.
   *
   * @throws UncheckedIOException if it cannot be read, or is too large
   * @throws CancellationException if someone cancelled it
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if it is neither a trace nor a
   *     scenario nor holds results
   * @throws dev.lockstep.scenarios.prepare.RefusedException if the scenario's parts do not fit
   */
  public FileContent read() {
    try {
      if (cancelled) {
        throw new CancellationException();
      }
      return reader.read(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileContent read(Path file, long mostEvents) throws IOException {
    if (StudyResults.isOne(file)) {
      return StudyResults.file(file);
    }
    if (TrainingFile.isOne(file)) {
      return Learned.file(file);
    }
    if (!Files.isRegularFile(file) || !TraceReader.isTrace(file)) {
      return Opened.file(file);
    }
    sizeBytes = Files.size(file);
    try (InputStream in = new Watched(Files.newInputStream(file))) {
      return Opened.trace(
          file, TraceRecording.read(in, file.toString(), KindRules.usual(), mostEvents));
    } catch (OutOfMemoryError e) {
      throw new UncheckedIOException(new IOException(tooLarge(file), e));
    }
  }

  private String tooLarge(Path file) {
    return String.format(
        Locale.ROOT,
        "%s: with %,.0f MB it needs more memory than the %,.0f MB that Java may use here. Set"
            + " LOCKSTEP_JAVA_OPTS=-Xmx8g, say, or record fewer steps",
        file,
        sizeBytes / BYTES_PER_MB,
        Runtime.getRuntime().maxMemory() / BYTES_PER_MB);
  }

  /** Counts what is read, and stops where it is cancelled. */
  private final class Watched extends FilterInputStream {

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      return counted(count, count);
    }

    private int counted(int result, int count) {
      if (cancelled) {
        throw new CancellationException();
      }
      if (result >= 0) {
        readBytes.addAndGet(count);
      }
      return result;
    }
  }
}
