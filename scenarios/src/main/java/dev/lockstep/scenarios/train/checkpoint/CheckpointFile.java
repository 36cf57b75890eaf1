package dev.lockstep.scenarios.train.checkpoint;

import dev.lockstep.numerics.curve.Kept;
import dev.lockstep.numerics.tensor.store.TensorInput;
import dev.lockstep.numerics.tensor.store.TensorOutput;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run in a file: a line that says what it is, a head of lines {@code key: value}, an empty line,
 * the run, and the SHA-256 of all that. The file is there whole, or as it was before.
 */
final class CheckpointFile {

  static final String DONE = "done";
  private static final String FIRST_LINE = "lockstep checkpoint 1";
  private static final int AT_ONCE = 1 << 16;
  private static final int LONGEST_HEAD = 1 << 13;

  private final Path file;

  CheckpointFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Writes a file beside the old one, forces it to the disk, and lets it take the old one's place.
   */
  void write(Map<String, String> head, Kept run) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + CheckpointFolder.PARTIAL);
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        write(Channels.newOutputStream(channel), head, run);
        channel.force(true);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    forceName();
  }

  private static void write(OutputStream file, Map<String, String> head, Kept run)
      throws IOException {
    MessageDigest digest = Fingerprint.digest();
    OutputStream out = new BufferedOutputStream(new DigestOutputStream(file, digest), AT_ONCE);
    StringBuilder lines = new StringBuilder(FIRST_LINE + "\n");
    head.forEach((key, value) -> lines.append(key).append(": ").append(value).append('\n'));
    out.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    TensorOutput objects = new TensorOutput(out);
    objects.writeObject(run);
    objects.flush();
    file.write(digest.digest());
  }

  /** The new name is on the disk too; Windows, which opens no folders, sees to that by itself. */
  private void forceName() throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    }
  }

  /**
   * The head of a file that is whole.
   *
   * @throws ScenarioException if it is not
   */
  Map<String, String> head() throws IOException {
    refuseDamage();
    try (InputStream in = open()) {
      return head(in);
    }
  }

  /**
   * The run in it.
   *
   * @throws ScenarioException if it cannot be read
   */
  Kept run() throws IOException {
    try (InputStream in = open()) {
      head(in);
      return (Kept) new TensorInput(in).readObject();
    } catch (ClassNotFoundException | RuntimeException e) {
      throw refused("cannot be read by this version of the program");
    }
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), AT_ONCE);
  }

  private void refuseDamage() throws IOException {
    MessageDigest digest = Fingerprint.digest();
    byte[] some = new byte[AT_ONCE];
    long left = Files.size(file) - digest.getDigestLength();
    try (InputStream in = open()) {
      while (left > 0) {
        int count = in.read(some, 0, (int) Math.min(AT_ONCE, left));
        if (count < 0) {
          break;
        }
        digest.update(some, 0, count);
        left -= count;
      }
      if (left != 0 || !Arrays.equals(digest.digest(), in.readAllBytes())) {
        throw refused("is damaged, or no checkpoint");
      }
    }
  }

  private Map<String, String> head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < LONGEST_HEAD
        && !bytes.toString(StandardCharsets.UTF_8).endsWith("\n\n")) {
      bytes.write(in.read());
    }
    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(FIRST_LINE)) {
      throw refused("is no checkpoint of this version of the program");
    }
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ", 2);
      head.put(parts[0], parts[parts.length - 1]);
    }
    return head;
  }

  /** What cannot be used, and what to do. */
  ScenarioException refused(String what) {
    return new ScenarioException(
        file.toString(),
        "",
        what,
        "Delete it, and its run begins anew; --checkpoint with another folder leaves it as it is.");
  }
}
