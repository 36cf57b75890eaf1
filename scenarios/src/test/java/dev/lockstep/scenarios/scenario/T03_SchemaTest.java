package dev.lockstep.scenarios.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.scenario.schema.ScenarioSchema;
import dev.lockstep.scenarios.scenario.schema.SchemaGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The schema is generated from the records. After changing a record or the catalogue, run this test
 * with {@code -Dlockstep.schema.write=true} to renew the resource.
 */
class T03_SchemaTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/lockstep/scenarios/scenario/schema/scenario.schema.json");

  @Test
  void theResourceIsWhatTheRecordsSay() throws IOException {
    String generated = SchemaGeneration.of(Scenario.class);
    if (Boolean.getBoolean("lockstep.schema.write")) {
      Files.writeString(RESOURCE, generated);
      return;
    }
    assertThat(ScenarioSchema.json()).isEqualTo(generated);
  }

  @Test
  void generatingTwiceGivesTheSameText() {
    assertThat(SchemaGeneration.of(Scenario.class)).isEqualTo(SchemaGeneration.of(Scenario.class));
  }
}
