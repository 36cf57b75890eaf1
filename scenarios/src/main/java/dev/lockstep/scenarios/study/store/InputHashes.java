package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.study.Axis;
import dev.lockstep.scenarios.study.Point;
import dev.lockstep.scenarios.study.Study;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of the files that a study is made of. */
final class InputHashes {

  private final Study study;
  private final Map<String, String> hashes = new TreeMap<>();

  private InputHashes(Study study) {
    this.study = study;
  }

  /** The study's own, its base's, and those of files that any of their texts names. */
  static Map<String, String> of(Study study) {
    InputHashes all = new InputHashes(study);
    all.add(study.file());
    all.add(study.baseFile());
    all.addNamed(study.base());
    for (Axis axis : study.axes()) {
      for (Point point : axis.points()) {
        point.changes().values().forEach(all::addNamed);
      }
    }
    return all.hashes;
  }

  private void addNamed(JsonNode node) {
    node.forEach(this::addNamed);
    if (node.isTextual() && node.asText().contains(".")) {
      try {
        Path named = study.baseFile().resolveSibling(node.asText());
        if (Files.isRegularFile(named)) {
          add(named.normalize());
        }
      } catch (InvalidPathException e) {
        return; // a text that is no path names no file
      }
    }
  }

  private void add(Path file) {
    hashes.computeIfAbsent(file.toString(), any -> hash(file));
  }

  /** That of a file. */
  static String hash(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(bytes, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
