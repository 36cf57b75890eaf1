package dev.lockstep.scenarios.cli;

import java.util.Locale;

/** Forms of results. */
enum ResultFormat {
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
