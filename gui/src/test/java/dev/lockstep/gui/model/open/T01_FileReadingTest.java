package dev.lockstep.gui.model.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.gui.model.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace of five events is read, cancelled, and too large. */
class T01_FileReadingTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("five.json");
    Files.writeString(
        file,
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    "{\"ph\":\"X\",\"pid\":0,\"tid\":0,\"name\":\"F\",\"ts\":%d,\"dur\":1}"
                        .formatted(i))
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Test
  void it_is_read_and_tells_how_far_it_is() {
    FileReading reading = new FileReading(file);
    assertThat(reading.progress()).isEmpty();
    Opened opened = (Opened) reading.read();
    assertThat(opened.recording().rows()).hasSize(1);
    assertThat(opened.file()).contains(file);
    assertThat(opened.document()).isEmpty();
    assertThat(reading.progress()).hasValue(1);
  }

  @Test
  void it_is_cancelled() {
    FileReading reading = new FileReading(file);
    reading.cancel();
    assertThatThrownBy(reading::read).isInstanceOf(CancellationException.class);
  }

  @Test
  void too_many_events_are_refused_before_memory_runs_out() {
    assertThatThrownBy(() -> new FileReading(file, 4).read())
        .hasMessageContaining("five.json: has more than the 4 events that fit into the memory")
        .hasMessageContaining("Set LOCKSTEP_JAVA_OPTS=-Xmx8g, say, or record fewer steps");
    assertThat(((Opened) new FileReading(file, 5).read()).recording().rows()).hasSize(1);
  }
}
