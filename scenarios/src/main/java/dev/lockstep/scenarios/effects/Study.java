package dev.lockstep.scenarios.effects;

import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be carried out.
 *
 * @param file that says so, beside which data lies
 * @param title of its page
 * @param says what stands under the title; may be empty
 * @param parts each with data and a network of its own
 */
public record Study(Path file, String title, String says, List<Part> parts) {

  /** Copies the list. */
  public Study {
    parts = List.copyOf(parts);
  }

  /**
   * Strategies that learn the same task.
   *
   * @param settings in which they do
   * @param claims that are held against the results
   * @param all whether it is to have all strategies, and to say why some are left out
   */
  public record Part(
      String title, String says, List<Setting> settings, List<Claim> claims, boolean all) {

    /** Copies the lists. */
    public Part {
      settings = List.copyOf(settings);
      claims = List.copyOf(claims);
    }
  }

  /**
   * Devices, and how a mini-batch is cut.
   *
   * @param name unique in its part
   * @param strategies a scenario for each, by the word that names it, in order
   */
  public record Setting(String name, String says, Map<String, Scenario> strategies) {

    /** What a strategy's run is called in its part. */
    String label(String strategy) {
      return label(strategy, name);
    }

    static String label(String strategy, String setting) {
      return strategy + " @ " + setting;
    }
  }
}
