package dev.lockstep.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads Spark with its own libraries, which are other versions of some of Lockstep's. The two never
 * meet: what Spark asks for is Java's, or in its own folder. Only classes of Lockstep itself are
 * shared, save those of this module, which are defined here so that they see Spark.
 */
final class SparkLoader extends URLClassLoader {

  private static final String THIS_MODULE = "dev.lockstep.spark.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader lockstep;

  private SparkLoader(URL[] urls, ClassLoader lockstep) {
    super("spark", urls, ClassLoader.getPlatformClassLoader());
    this.lockstep = lockstep;
  }

  /**
   * Over the jars of {@code SPARK_HOME}, if that is set; else over those that were built with this
   * module.
   *
   * @throws UncheckedIOException if there are none
   */
  static SparkLoader ofThisProgram() {
    String home = System.getenv("SPARK_HOME");
    Path jars = home != null ? Path.of(home, "jars") : builtWithThis();
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              jars
                  + ": no Spark there. Set SPARK_HOME to one, or build: ./mvnw -pl spark-runtime package",
              e));
    }
    return new SparkLoader(urls.toArray(URL[]::new), SparkLoader.class.getClassLoader());
  }

  private static Path builtWithThis() {
    try {
      Path own =
          Path.of(SparkLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.resolveSibling("../../spark-runtime/target/jars").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(THIS_MODULE)) {
      return defined(name);
    }
    return name.startsWith("dev.lockstep.") ? lockstep.loadClass(name) : super.findClass(name);
  }

  /** Read where the others of Lockstep come from, but seen with this loader's eyes. */
  private Class<?> defined(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream resource = lockstep.getResourceAsStream(file)) {
      if (resource == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = resource.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, SparkLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public URL findResource(String name) {
    return name.startsWith(THIS_MODULE.replace('.', '/'))
        ? lockstep.getResource(name)
        : super.findResource(name);
  }
}
