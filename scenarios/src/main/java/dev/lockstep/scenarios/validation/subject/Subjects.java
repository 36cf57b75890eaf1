package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which key of a row says which subject. */
public final class Subjects {

  /** Makes a subject of the object behind its key. */
  private interface Maker {
    Subject of(JsonNode tree, String id, Path file);
  }

  private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

  static {
    MAKERS.put("scenario", ScenarioSubject::new);
    MAKERS.put("kernel", (tree, id, file) -> new KernelSubject(tree, file));
    MAKERS.put("collective", (tree, id, file) -> new CollectiveSubject(tree));
  }

  private Subjects() {}

  /** The keys, in the order of the documentation. */
  public static List<String> keys() {
    return List.copyOf(MAKERS.keySet());
  }

  /**
   * The subject that stands behind a key.
   *
   * @param key one of {@link #keys}
   * @param tree the object behind it
   * @param id of the row
   * @param file the file that holds the row
   */
  public static Subject of(String key, JsonNode tree, String id, Path file) {
    return MAKERS.get(key).of(tree, id, file);
  }
}
