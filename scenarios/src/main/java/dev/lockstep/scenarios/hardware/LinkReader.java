package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.hardware.LinkModel;
import java.util.List;

/** A link from its JSON object, whose keys are the record's components. */
final class LinkReader {
  private static final List<String> KEYS =
      List.of("name", "title", "aliases", "kind", "bandwidthGBps", "latencyUs", "source", "notes");

  private LinkReader() {}

  /**
   * The link.
   *
   * @param pointer where the object stands in the file
   * @throws HardwareException at the first key that is unknown, missing or wrong
   */
  static LinkModel read(String file, String pointer, JsonNode tree) {
    Fields fields = new Fields(file, pointer, tree, KEYS);
    return new LinkModel(
        fields.text("name"),
        fields.text("title"),
        fields.texts("aliases"),
        fields.oneOf("kind", LinkModel.Kind.values(), LinkModel.Kind::label),
        fields.number("bandwidthGBps"),
        fields.optionalNumber("latencyUs"),
        fields.text("source"),
        fields.texts("notes"));
  }
}
