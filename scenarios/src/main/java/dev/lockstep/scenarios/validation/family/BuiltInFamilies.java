package dev.lockstep.scenarios.validation.family;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The families that the program carries: every YAML file in its folder of tables. */
public final class BuiltInFamilies {

  private static final String FOLDER = "tables";

  private BuiltInFamilies() {}

  /** All of them, by the names of their files. */
  public static List<FamilyRows> read() {
    URL folder = BuiltInFamilies.class.getResource(FOLDER);
    try {
      if (folder.openConnection() instanceof JarURLConnection jar) {
        Path file = Path.of(jar.getJarFileURL().toURI());
        try (FileSystem content = FileSystems.newFileSystem(file)) {
          return read(content.getPath(jar.getEntryName()));
        }
      }
      return read(Path.of(folder.toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the built-in tables at " + folder, e);
    }
  }

  private static List<FamilyRows> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(FamilyFile::read)
          .toList();
    }
  }
}
