package dev.lockstep.spark.driver;

import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyInputs;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.spark.worker.StudyRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** What workers need: the files of a study, and Lockstep's jars. */
final class Shipment {

  private final Study study;

  Shipment(Study study) {
    this.study = study;
  }

  /** Sends it. */
  StudyRows to(JavaSparkContext context) {
    Map<String, byte[]> inputs = new TreeMap<>();
    for (Path file : StudyInputs.of(study)) {
      inputs.put(absolute(file), bytes(file));
    }
    Map<String, byte[]> jars = new TreeMap<>();
    for (Path jar : jarsOfLockstep()) {
      jars.put(jar.getFileName().toString(), bytes(jar));
    }
    return new StudyRows(
        UUID.randomUUID().toString(),
        absolute(study.file()),
        context.broadcast(inputs),
        context.broadcast(jars));
  }

  /** Those that lie where its own does. */
  private static List<Path> jarsOfLockstep() {
    try {
      Path own = Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.list(own.getParent())) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
