package dev.lockstep.scenarios.cli.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the results of a command go, and in which form. */
public final class ResultOptions {

  /** Forms of results. */
  public enum Format {
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

  /** The form. */
  public Format format() {
    return format;
  }

  /** The file, if not standard output. */
  public Optional<Path> out() {
    return out;
  }
}
