package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The files that a study is made of. */
public final class StudyInputs {

  private final Study study;
  private final Set<Path> files = new TreeSet<>();

  private StudyInputs(Study study) {
    this.study = study;
  }

  /** The study's own, its base's, and those that any of their texts names; sorted. */
  public static Set<Path> of(Study study) {
    StudyInputs all = new StudyInputs(study);
    all.files.add(study.file());
    all.files.add(study.baseFile());
    all.addNamed(study.base());
    for (Axis axis : study.axes()) {
      for (Point point : axis.points()) {
        point.changes().values().forEach(all::addNamed);
      }
    }
    return all.files;
  }

  private void addNamed(JsonNode node) {
    node.forEach(this::addNamed);
    if (node.isTextual() && node.asText().contains(".")) {
      try {
        Path named = study.baseFile().resolveSibling(node.asText());
        if (Files.isRegularFile(named)) {
          files.add(named.normalize());
        }
      } catch (InvalidPathException e) {
        return; // a text that is no path names no file
      }
    }
  }
}
