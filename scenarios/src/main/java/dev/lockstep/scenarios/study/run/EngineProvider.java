package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Study;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Makes engines of a kind. A module that brings one names it in {@code
 * META-INF/services/dev.lockstep.scenarios.study.run.EngineProvider}.
 */
public interface EngineProvider {

  /** What the command line calls it. */
  String name();

  /**
   * An engine for the combinations of a study.
   *
   * @param master where it runs them, in its own terms
   * @throws IllegalArgumentException if there is no such place
   */
  Engine engine(Study study, String master);

  /** The one of a name, if there is a module that brings it. */
  static Optional<EngineProvider> named(String name) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst();
  }
}
