package dev.lockstep.scenarios.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where results go: standard output, or a file that is replaced only once it is complete. */
public final class Output {

  private Output() {}

  /**
   * Refuses, before any work is done, files that cannot be written, that are also read, or that two
   * options name.
   *
   * @throws ParameterException if there is such a file
   */
  public static void check(CommandLine command, List<Path> inputs, List<Optional<Path>> outputs) {
    List<Path> taken = new ArrayList<>(inputs);
    for (Path target : outputs.stream().flatMap(Optional::stream).toList()) {
      Path folder = target.toAbsolutePath().getParent();
      if (Files.isDirectory(target)) {
        throw refusal(command, target, "is a folder. Name a file in it.");
      }
      if (!Files.isDirectory(folder)) {
        throw refusal(command, target, "there is no folder %s. Make it first.".formatted(folder));
      }
      boolean special = Files.exists(target) && !Files.isRegularFile(target);
      if (!Files.isWritable(special ? target : folder)) {
        throw refusal(command, target, "cannot be written. Choose a folder that can.");
      }
      if (!special && taken.stream().anyMatch(other -> same(other, target))) {
        throw refusal(command, target, "is already named on this command line. Name another file.");
      }
      taken.add(target);
    }
  }

  /** Writes a text. */
  public static void write(String text, Optional<Path> file, PrintWriter out) {
    if (file.isEmpty()) {
      out.print(text);
      out.flush();
      return;
    }
    replace(file.get(), temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }

  /** Something that writes a file. */
  public interface FileWriter {
    /** Writes it. */
    void write(Path file) throws IOException;
  }

  /**
   * Lets {@code writer} write a file beside the target, then puts it in the target's place. A link
   * stays a link; devices and pipes are written to directly.
   */
  public static void replace(Path target, FileWriter writer) {
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        writer.write(target);
        return;
      }
      Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path temporary =
          file.resolveSibling("." + ProcessHandle.current().pid() + "." + file.getFileName());
      try {
        writer.write(temporary);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other)
          ? Files.isSameFile(one, other)
          : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParameterException refusal(CommandLine command, Path target, String why) {
    return new ParameterException(command, target + ": " + why);
  }
}
