package dev.lockstep.scenarios.scenario.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a file that a user named as text, or says in one line why that cannot be done. */
public final class SourceText {
  private static final int LARGEST_BYTES = 16_000_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SourceText() {}

  /**
   * The text of the file.
   *
   * @throws ScenarioException if it is missing, not a plain file, unreadable, too large, empty or
   *     not UTF-8 text
   */
  public static String read(Path file) {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw new ScenarioException(
          name, "", "the file does not exist", "check the name and the current directory");
    }
    if (Files.isDirectory(file)) {
      throw new ScenarioException(name, "", "is a directory", "name a file in it");
    }
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException(name, "", "is not a plain file", "name a file on a disk");
    }
    return decoded(name, bytes(file, name));
  }

  /**
   * The text of a file that a scenario names.
   *
   * @param scenario the scenario's file, beside which the other lies
   * @param pointer where the scenario names it
   * @param name the file as the scenario names it
   * @throws ScenarioException as for any file, and for a name that no file can have
   */
  public static String beside(Path scenario, String pointer, String name) {
    try {
      return read(scenario.resolveSibling(name));
    } catch (InvalidPathException e) {
      throw new ScenarioException(
          scenario.toString(),
          pointer,
          "\"%s\" cannot name a file".formatted(name),
          "must be the name of a file, relative to the scenario");
    }
  }

  private static byte[] bytes(Path file, String name) {
    byte[] bytes;
    try {
      refuseAbove(Files.size(file), name);
      try (InputStream stream = Files.newInputStream(file)) {
        bytes = stream.readNBytes(LARGEST_BYTES + 1);
      }
    } catch (IOException e) {
      throw new ScenarioException(
          name, "", "the file cannot be read", "check that you may read it");
    }
    // the file may have grown since its size was asked
    refuseAbove(bytes.length, name);
    return bytes;
  }

  private static void refuseAbove(long sizeBytes, String name) {
    if (sizeBytes > LARGEST_BYTES) {
      throw new ScenarioException(
          name,
          "",
          "has %d bytes".formatted(sizeBytes),
          "must have at most %d bytes".formatted(LARGEST_BYTES));
    }
  }

  private static String decoded(String name, byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ScenarioException(name, "", "is not UTF-8 text", "save it as UTF-8");
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw new ScenarioException(
          name, "", "holds a zero byte, so it is not UTF-8 text", "save it as UTF-8 text");
    }
    if (text.isBlank()) {
      throw new ScenarioException(name, "", "is empty", "must hold a scenario or its data");
    }
    return text;
  }
}
