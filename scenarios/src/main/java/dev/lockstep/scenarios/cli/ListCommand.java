package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.format.HardwareTable;
import dev.lockstep.scenarios.format.ModelTable;
import dev.lockstep.scenarios.hardware.HardwareCatalog;
import dev.lockstep.scenarios.report.page.StrategyPages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep list strategies|devices|clusters|links|models}. */
@Command(
    name = "list",
    description = "Prints what scenarios can name.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

  /** What can be listed. */
  enum Subject {
    STRATEGIES,
    DEVICES,
    CLUSTERS,
    LINKS,
    MODELS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "strategies|devices|clusters|links|models",
      description =
          "strategies with options and papers, hardware with figures and sources, or networks")
  private Subject subject;

  @Option(
      names = "--pages",
      paramLabel = "DIR",
      description = "with strategies: writes a page and a picture of each into this folder instead")
  private Optional<Path> pages;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (pages.isPresent()) {
      writePages(pages.get(), out);
      return;
    }
    switch (subject) {
      case STRATEGIES -> printStrategies(out);
      case DEVICES -> out.print(HardwareTable.devices(HardwareCatalog.standard().devices()));
      case CLUSTERS -> out.print(HardwareTable.clusters(HardwareCatalog.standard().clusters()));
      case MODELS -> out.print(ModelTable.models());
      case LINKS -> out.print(HardwareTable.links(HardwareCatalog.standard().links()));
    }
  }

  private void writePages(Path folder, PrintWriter out) {
    if (subject != Subject.STRATEGIES) {
      throw new ParameterException(
          spec.commandLine(), "--pages with %s: only strategies have pages".formatted(subject));
    }
    Map<String, String> texts = StrategyPages.of(StrategyCatalog.standard());
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : texts.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("%d files in %s".formatted(texts.size(), folder));
  }

  private static void printStrategies(PrintWriter out) {
    for (StrategyEntry entry : StrategyCatalog.standard().entries()) {
      String aliases =
          entry.aliases().isEmpty() ? "" : " (" + String.join(", ", entry.aliases()) + ")";
      out.println(entry.name() + aliases);
      out.println("    " + entry.summary());
      if (!entry.paper().equals("-")) {
        out.println("    " + entry.paper());
      }
      entry.options().forEach(option -> out.println("    " + describe(option)));
    }
  }

  private static String describe(StrategyOption option) {
    String value = option.defaultText().map(text -> ", default " + text).orElse("");
    return "%s: %s (%s%s)".formatted(option.name(), option.description(), option.admits(), value);
  }
}
