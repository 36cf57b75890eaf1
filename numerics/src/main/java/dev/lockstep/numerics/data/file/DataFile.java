package dev.lockstep.numerics.data.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A file's bytes, unpacked if it is gzipped, whatever its name says. */
record DataFile(Path path, byte[] bytes) {

  /** The first of several names that a directory has. */
  static DataFile firstOf(Path directory, List<String> names, String set) {
    if (!Files.isDirectory(directory)) {
      throw new DataFileException(
          directory, "no such directory. It must hold the files of %s.".formatted(set));
    }
    return names.stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(DataFile::read)
        .orElseThrow(() -> missing(directory, names, set));
  }

  private static DataFileException missing(Path directory, List<String> names, String set) {
    String others = names.stream().skip(1).collect(Collectors.joining(", "));
    return new DataFileException(
        directory.resolve(names.get(0)),
        "no such file. %s needs it%s."
            .formatted(set, others.isEmpty() ? "" : "; these names would do, too: " + others));
  }

  static DataFile read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new DataFileException(path, "no such file.");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new DataFile(
          path, packed ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes());
    } catch (IOException broken) {
      throw new DataFileException(
          path,
          "cannot be read (%s). Maybe it was cut off while it was copied; take it anew."
              .formatted(String.valueOf(broken.getMessage()).toLowerCase(Locale.ROOT)),
          broken);
    }
  }

  /** An error about this file. */
  DataFileException wrong(String problem) {
    return new DataFileException(path, problem);
  }

  /** Four bytes as a whole number, the highest first. */
  long number(int at) {
    long number = 0;
    for (int i = at; i < at + 4; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }
}
