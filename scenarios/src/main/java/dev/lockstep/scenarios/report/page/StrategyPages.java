package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.Family;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.report.paint.SvgWriter;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.PictureOptions;
import dev.lockstep.scenarios.report.picture.layout.TimelineLayout;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of a catalogue as Markdown, with a picture each as SVG, and an overview. */
public final class StrategyPages {

  private static final int LEAST_WIDTH_PIXELS = 1000;
  private static final int MOST_WIDTH_PIXELS = 2000;
  private static final int PIXELS_BESIDE = 130; // margins and names of devices
  private static final int PIXELS_A_PASS = 16; // for a label of two digits

  private final Map<String, String> files = new TreeMap<>();
  private final PageWords words = new PageWords();
  private final Overview overview = new Overview(words);

  private StrategyPages() {}

  /** All files, by name: {@code 1f1b.md}, {@code 1f1b.svg}, and {@code README.md}, the overview. */
  public static Map<String, String> of(StrategyCatalog catalog) {
    StrategyPages pages = new StrategyPages();
    for (Family family : Family.values()) {
      pages.add(
          family, catalog.entries().stream().filter(entry -> entry.family() == family).toList());
    }
    pages.files.put("README.md", pages.overview.text());
    return pages.files;
  }

  private void add(Family family, List<StrategyEntry> members) {
    if (members.isEmpty()) {
      return;
    }
    overview.family(family);
    for (StrategyEntry entry : members) {
      Optional<SmallRun> small = SmallRun.of(entry);
      overview.strategy(entry, small);
      files.put(entry.name() + ".md", StrategyPage.of(entry, words.of(entry), small));
      small.ifPresent(run -> files.put(entry.name() + ".svg", picture(entry, run)));
    }
  }

  private static String picture(StrategyEntry entry, SmallRun small) {
    double width = PIXELS_BESIDE + PIXELS_A_PASS * Math.ceil(small.passes());
    int pixels = (int) Math.max(LEAST_WIDTH_PIXELS, Math.min(MOST_WIDTH_PIXELS, width));
    PictureOptions options =
        new PictureOptions(entry.name(), List.of(), true, pixels).withoutLinks();
    StringWriter svg = new StringWriter();
    try {
      SvgWriter.write(TimelineLayout.of(small.picture(), options), Palette.LIGHT, svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return svg.toString();
  }
}
