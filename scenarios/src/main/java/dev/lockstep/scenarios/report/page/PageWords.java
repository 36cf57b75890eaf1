package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.entry.Family;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * What the pages say in words: those of the entry itself, or of our own strategies a resource's.
 */
final class PageWords {

  private static final String RESOURCE = "words.properties";

  private final Properties texts = new Properties();

  PageWords() {
    try (Reader reader =
        new InputStreamReader(
            PageWords.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
    }
  }

  Words of(StrategyEntry entry) {
    return entry.words().equals(Words.NONE)
        ? new Words(text(entry, "idea"), text(entry, "use"), text(entry, "formula"))
        : entry.words();
  }

  /** When to use it in a few words, or else its summary. */
  String inShort(StrategyEntry entry) {
    String words = text(entry, "for");
    return words.isEmpty() ? entry.summary() : words;
  }

  /** What the strategies of a family have in common. */
  String of(Family family) {
    return texts.getProperty("family." + family.name().toLowerCase(Locale.ROOT), "").strip();
  }

  private String text(StrategyEntry entry, String what) {
    return texts.getProperty(entry.name() + "." + what, "").strip();
  }
}
