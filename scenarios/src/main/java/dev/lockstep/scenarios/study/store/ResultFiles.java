package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The files of a study's results: themselves, once they are complete; before, the journal; beside
 * them the manifest.
 *
 * @param results where they are to go
 */
record ResultFiles(Path results) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  Path journal() {
    return beside(".part");
  }

  Path manifest() {
    return beside(".manifest.json");
  }

  private Path beside(String ending) {
    return results.resolveSibling(results.getFileName() + ending);
  }

  Optional<Manifest> readManifest() {
    try {
      return Files.exists(manifest())
          ? Optional.of(MAPPER.readValue(manifest().toFile(), Manifest.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "%s: is no manifest of results. Delete it, with the results beside it."
                  .formatted(manifest()),
              e));
    }
  }

  void write(Manifest manifest) {
    replace(manifest(), file -> MAPPER.writeValue(file.toFile(), manifest));
  }

  /** Makes the results of the journal, which is then gone. */
  void complete() {
    ResultFormat format = ResultFormat.of(results);
    replace(results, file -> format.write(journal(), file));
    deleteJournal();
  }

  /** Of results that are complete; a run may have been stopped right before. */
  void deleteJournal() {
    try {
      Files.deleteIfExists(journal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface FileWriter {
    void write(Path file) throws IOException;
  }

  private static void replace(Path target, FileWriter writer) {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      writer.write(temporary);
      Files.move(
          temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
