package dev.lockstep.scenarios.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the results of a command go, and in which form. */
final class ResultOptions {

  /** Forms of results. */
  enum Format {
    /** For people. */
    TABLE,
    /** The result format. */
    JSON,
    /** A row a result. */
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, json or csv (default: table)")
  private Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "writes the results there")
  private Optional<Path> out;

  Format format() {
    return format;
  }

  Optional<Path> out() {
    return out;
  }
}
