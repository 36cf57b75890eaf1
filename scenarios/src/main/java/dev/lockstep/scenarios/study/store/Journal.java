package dev.lockstep.scenarios.study.store;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of CSV that are appended one after the other and brought to the disk every second. What was
 * cut off in the middle of a line goes on behind the last whole one. One process at a time.
 */
public final class Journal implements Closeable {

  private static final Pattern ROW = Pattern.compile("\\d{1,18},");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long FORCE_NANOS = 1_000_000_000;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long forcedNanos = System.nanoTime();
  private long lastNumber;
  private long rows;
  private long refused;

  private Journal(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens a journal, and drops what stands behind its last whole line.
   *
   * @param columns of its first line, which is written if there is none
   * @throws UncheckedIOException in one line, if another process has it open
   */
  public static Journal open(Path file, List<String> columns) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Journal journal = new Journal(file, channel, lock(file, channel));
      journal.readBack();
      if (channel.position() == 0) {
        journal.write(CsvLine.of(columns));
        journal.force();
      }
      return journal;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static FileLock lock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // of this process: the same answer
    }
    channel.close();
    throw new UncheckedIOException(
        new IOException(
            "%s: another process is writing it. Wait, or give another name.".formatted(file)));
  }

  /** Counts whole lines, and goes behind the last one. */
  private void readBack() throws IOException {
    long end = 0;
    long at = 0;
    boolean header = true;
    StringBuilder line = new StringBuilder();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        at++;
        if (next != '\n') {
          line.append((char) next);
          continue;
        }
        if (!header) {
          check(line, at);
          note(line.substring(0, line.indexOf(",")), line.charAt(line.length() - 1) != ',');
        }
        header = false;
        end = at;
        line.setLength(0);
      }
    }
    channel.truncate(end);
    channel.position(end);
  }

  /** A disk that lost power may hold anything. */
  private void check(CharSequence line, long end) {
    if (!ROW.matcher(line).lookingAt()) {
      throw new UncheckedIOException(
          new IOException(
              "%s: the line that ends at byte %,d is no row. Delete the file, and begin anew."
                  .formatted(file, end)));
    }
  }

  private void note(String number, boolean isRefused) {
    lastNumber = Long.parseLong(number);
    rows++;
    refused += isRefused ? 1 : 0;
  }

  /** Number of the last row; 0 if there is none. */
  public long lastNumber() {
    return lastNumber;
  }

  /** Rows that are there. */
  public long rows() {
    return rows;
  }

  /** Those of them that were refused. */
  public long refused() {
    return refused;
  }

  /**
   * Adds a row.
   *
   * @param cells the first its number, the last why it was refused, if it was
   */
  public void append(List<String> cells) {
    try {
      write(CsvLine.of(cells));
      note(cells.get(0), !cells.get(cells.size() - 1).isEmpty());
      if (System.nanoTime() - forcedNanos > FORCE_NANOS) {
        force();
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private void write(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > buffer.remaining()) {
      drain();
    }
    if (bytes.length > buffer.capacity()) {
      write(ByteBuffer.wrap(bytes));
    } else {
      buffer.put(bytes);
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    write(buffer);
    buffer.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void force() throws IOException {
    drain();
    channel.force(false);
    forcedNanos = System.nanoTime();
  }

  /** Brings all to the disk. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel;
        lock) {
      force();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static UncheckedIOException failure(Path file, IOException e) {
    return e instanceof java.nio.file.FileSystemException
        ? new UncheckedIOException(e)
        : new UncheckedIOException(
            new IOException(
                "%s: %s. What is there is kept: make room, then add --resume."
                    .formatted(file, e.getMessage()),
                e));
  }
}
