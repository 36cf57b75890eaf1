package dev.lockstep.scenarios.scenario.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.model.Layer;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import java.util.ArrayList;
import java.util.List;

/** Turns cut points, by index or name, into the number of layers of each stage. */
final class CutPoints {
  private static final String POINTER = "/partition/cutPoints";

  private final List<String> names;
  private final Blame blame;

  CutPoints(Layers layers, Blame blame) {
    this.names = layers.rows().stream().map(Layer::name).toList();
    this.blame = blame;
  }

  PartitionSection partition(JsonNode cutPoints) {
    List<Integer> sizes = new ArrayList<>();
    List<String> words = new ArrayList<>();
    if (names.size() == 1) {
      throw blame.at(POINTER, "cuts a model of one layer", "remove the partition, or add layers");
    }
    int start = 0;
    for (int i = 0; i < cutPoints.size(); i++) {
      String pointer = POINTER + "/" + i;
      int cut = index(cutPoints.get(i), pointer);
      if (cut <= start || cut >= names.size()) {
        throw blame.at(
            pointer,
            "is layer %d after a stage that begins at layer %d of %d"
                .formatted(cut, start, names.size()),
            "cut points must increase, from 1 to %d".formatted(names.size() - 1));
      }
      sizes.add(cut - start);
      words.add(cutPoints.get(i).asText());
      start = cut;
    }
    sizes.add(names.size() - start);
    return new PartitionSection(sizes, words);
  }

  private int index(JsonNode cut, String pointer) {
    if (cut.isNumber()) {
      // an absurd number must not wrap around to a valid index
      return (int) Math.max(-1, Math.min(cut.doubleValue(), Integer.MAX_VALUE));
    }
    int first = names.indexOf(cut.asText());
    if (first < 0) {
      String question =
          NearestWord.of(cut.asText(), names).map("; did you mean \"%s\"?"::formatted).orElse("");
      throw blame.at(
          pointer,
          "no layer is called \"%s\"%s".formatted(NearestWord.quoted(cut.asText()), question),
          "must be the name of a layer, or its index from 0");
    }
    if (first != names.lastIndexOf(cut.asText())) {
      throw blame.at(
          pointer,
          "several layers are called \"%s\"".formatted(NearestWord.quoted(cut.asText())),
          "name the layer by its index from 0");
    }
    return first;
  }
}
