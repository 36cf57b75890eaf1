package dev.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.study.run.EngineProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may say as {@code --master}, before Spark is asked. */
class T01_MasterTest {

  @Test
  void the_engine_is_found_by_its_name() {
    assertThat(EngineProvider.named("spark")).containsInstanceOf(SparkEngineProvider.class);
    assertThat(EngineProvider.named("flink")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[*]", "local[3]", "spark://host:7077", "k8s://host:443", "yarn"})
  void masters_that_spark_knows(String master) {
    assertThat(SparkEngineProvider.isMaster(master)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host:7077", "http://host:7077", "locale", "spark://"})
  void others_are_refused_in_one_line(String master) {
    assertThat(SparkEngineProvider.isMaster(master)).isFalse();
    assertThatThrownBy(() -> new SparkEngineProvider().engine(null, master))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no master " + master)
        .hasMessageContaining("spark://HOST:PORT");
  }
}
