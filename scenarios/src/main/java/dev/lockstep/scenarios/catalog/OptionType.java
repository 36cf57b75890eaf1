package dev.lockstep.scenarios.catalog;

import java.util.Locale;

/** What values an option of a strategy takes. */
public enum OptionType {
  INTEGER,
  NUMBER,
  BOOLEAN,
  ENUMERATION;

  /** The word for users, as JSON Schema says it; an enumeration is text. */
  public String word() {
    return this == ENUMERATION ? "string" : name().toLowerCase(Locale.ROOT);
  }
}
