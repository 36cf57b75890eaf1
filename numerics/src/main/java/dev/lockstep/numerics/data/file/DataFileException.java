package dev.lockstep.numerics.data.file;

import java.nio.file.Path;

/** A file is missing or damaged: one line that says what, where, and what would be right. */
public final class DataFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DataFileException(Path file, String problem) {
    super(file + ": " + problem);
  }

  DataFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
