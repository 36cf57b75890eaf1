package dev.lockstep.spark.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lockstep and a study in a folder of a worker, behind a loader that sees none of Spark's jars. */
final class Unpacked {

  private static final String ROWS = "dev.lockstep.scenarios.study.run.RemoteRows";

  private final Function<long[], String[][]> rows;

  /**
   * Unpacks; the folder goes with the program.
   *
   * @param study absolute path of its file where it comes from
   * @param inputs files that it is made of, by their absolute paths there
   * @param jars of Lockstep, by their names
   */
  Unpacked(String study, Map<String, byte[]> inputs, Map<String, byte[]> jars) {
    try {
      Path folder = Files.createTempDirectory("lockstep-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      Path root = folder.resolve("study");
      for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
        Path file = Path.of(input.getKey());
        write(root.resolve(file.getRoot().relativize(file).toString()), input.getValue());
      }
      List<URL> urls = new ArrayList<>();
      for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
        Path file = folder.resolve("jars").resolve(jar.getKey());
        write(file, jar.getValue());
        urls.add(file.toUri().toURL());
      }
      this.rows = rows(urls.toArray(URL[]::new), root.toString(), study);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // as that class says, which cannot be seen from here
  private static Function<long[], String[][]> rows(URL[] jars, String root, String study) {
    ClassLoader lockstep =
        new URLClassLoader("lockstep", jars, ClassLoader.getPlatformClassLoader());
    try {
      return (Function<long[], String[][]>)
          lockstep
              .loadClass(ROWS)
              .getConstructor(String.class, String.class)
              .newInstance(root, study);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the jars of Lockstep have no " + ROWS, e);
    }
  }

  String[][] rows(long[] numbers) {
    return rows.apply(numbers);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      return; // left to whoever tidies temporary files
    }
  }
}
