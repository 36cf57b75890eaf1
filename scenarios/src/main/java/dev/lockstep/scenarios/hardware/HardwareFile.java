package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses hardware files: resources of the program, and what a user names. */
final class HardwareFile {
  private static final int LARGEST_BYTES = 1_000_000;
  private static final String RESOURCES = "/dev/lockstep/devices/hardware/";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private HardwareFile() {}

  /** A resource of the program; {@code name} is relative to the folder of the hardware records. */
  static JsonNode resource(String name) {
    try (InputStream stream = HardwareFile.class.getResourceAsStream(RESOURCES + name)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCES + name);
      }
      return parsed(name, stream.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the program cannot read its resource " + name, e);
    }
  }

  /**
   * A file on a disk.
   *
   * @throws HardwareException if it cannot be read, is too large or is not JSON
   */
  static JsonNode read(Path file) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new HardwareException(
          name,
          "",
          Files.exists(file) ? "is not a plain file" : "the file does not exist",
          "Paths are relative to the scenario's folder.");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new HardwareException(
            name,
            "",
            "has more than %d bytes".formatted(LARGEST_BYTES),
            "A device needs but a few hundred.");
      }
      return parsed(name, bytes);
    } catch (IOException e) {
      throw new HardwareException(
          name, "", "the file cannot be read", "Check that you may read it.");
    }
  }

  private static JsonNode parsed(String name, byte[] bytes) throws IOException {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw new HardwareException(
          name,
          "",
          place == null
              ? "is not JSON"
              : "is not JSON at line %d, column %d"
                  .formatted(place.getLineNr(), place.getColumnNr()),
          "It must be one well-formed object in UTF-8.");
    }
  }
}
