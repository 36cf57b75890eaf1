package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where results go: standard output, or a file that is replaced only once it is complete. */
final class Output {

  private Output() {}

  /** Writes a text. */
  static void write(String text, Optional<Path> file, PrintWriter out) {
    if (file.isEmpty()) {
      out.print(text);
      out.flush();
      return;
    }
    replace(file.get(), temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }

  /** Something that writes a file. */
  interface FileWriter {
    void write(Path file) throws IOException;
  }

  /** Lets {@code writer} write a file beside the target, then puts it in the target's place. */
  static void replace(Path target, FileWriter writer) {
    Path folder = target.toAbsolutePath().getParent();
    String name = target.getFileName().toString();
    try {
      requireFolder(target, folder);
      Path temporary = folder.resolve("." + ProcessHandle.current().pid() + "." + name);
      try {
        writer.write(temporary);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireFolder(Path target, Path folder) throws NoSuchFileException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(target.toString(), null, "there is no folder " + folder);
    }
  }
}
