package dev.lockstep.scenarios.catalog.entry;

import dev.lockstep.core.schedule.ScheduleException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Strategies from other jars. A jar names its providers in {@code
 * META-INF/services/dev.lockstep.scenarios.catalog.entry.StrategyProvider}; {@link ServiceLoader}
 * finds them.
 */
public interface StrategyProvider {

  /** The environment variable that names jars and folders of classes, separated as a class path. */
  String VARIABLE = "LOCKSTEP_STRATEGIES";

  /** The strategies to add to the catalogue. */
  List<StrategyEntry> entries();

  /**
   * What the providers of some jars and folders offer.
   *
   * @param classPath jars and folders of classes, separated as on a class path; may be empty
   * @throws ScheduleException in one line, if one does not exist or a provider cannot be made
   */
  static List<StrategyEntry> in(String classPath) {
    if (classPath.isBlank()) {
      return List.of();
    }
    List<URL> places = new ArrayList<>();
    for (String place : classPath.split(System.getProperty("path.separator"))) {
      places.add(address(place));
    }
    ClassLoader parent = StrategyProvider.class.getClassLoader();
    // Stays open: strategies load their other classes when they plan.
    URLClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), parent);
    try {
      List<StrategyEntry> entries = new ArrayList<>();
      ServiceLoader.load(StrategyProvider.class, loader)
          .forEach(provider -> entries.addAll(provider.entries()));
      return List.copyOf(entries);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ScheduleException(
          "%s=%s: %s. Maybe it was built for another version.".formatted(VARIABLE, classPath, e));
    }
  }

  private static URL address(String place) {
    try {
      if (Files.exists(Path.of(place))) {
        return Path.of(place).toUri().toURL();
      }
    } catch (MalformedURLException | IllegalArgumentException e) {
      // refused below
    }
    throw new ScheduleException(
        "%s: %s does not exist. Maybe name a jar or a folder of classes."
            .formatted(VARIABLE, NearestWord.quoted(place)));
  }
}
