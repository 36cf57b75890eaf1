package dev.lockstep.scenarios.study.store;

import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyInputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of the files that a study is made of. */
final class InputHashes {

  private InputHashes() {}

  /** By the path of each. */
  static Map<String, String> of(Study study) {
    Map<String, String> hashes = new TreeMap<>();
    StudyInputs.of(study).forEach(file -> hashes.put(file.toString(), hash(file)));
    return hashes;
  }

  /** That of a file. */
  static String hash(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
