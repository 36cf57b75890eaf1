package dev.lockstep.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding a strategy and giving it options. */
class T01_CatalogTest {
  private final StrategyCatalog catalog = StrategyCatalog.standard();

  @Test
  void aStrategyIsFoundByNameAndByAlias() {
    assertThat(catalog.byName("1f1b").name()).isEqualTo("1f1b");
    assertThat(catalog.byName("pipedream-flush").name()).isEqualTo("1f1b");
    assertThat(catalog.find("no such strategy")).isEmpty();
  }

  @Test
  void noNameIsGivenTwice() {
    assertThat(catalog.names()).doesNotHaveDuplicates();
  }

  @Test
  void anEntryMakesTheStrategyOfItsName() {
    for (StrategyEntry entry : catalog.entries()) {
      assertThat(entry.create(entry.options(Map.of())).name()).isEqualTo(entry.name());
    }
  }

  @Test
  void anUnknownNameGetsTheNearestOne() {
    assertThatThrownBy(() -> catalog.byName("gpip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "unknown strategy \"gpip\"; did you mean \"gpipe\"? known strategies: ideal, sequential,");
  }

  @Test
  void defaultsStandInForMissingOptions() {
    StrategyEntry entry = catalog.byName("interlocking");
    assertThat(entry.options(Map.of()))
        .hasToString("lookAhead=1, priority=forward-first, combine=farthest, timing=as-computed");
    assertThat(entry.options(Map.of("lookAhead", 3, "inFlight", 2)))
        .hasToString(
            "lookAhead=3, inFlight=2, priority=forward-first, combine=farthest, timing=as-computed");
  }

  @Test
  void optionsAreChecked() {
    StrategyEntry entry = catalog.byName("interleaved-1f1b");
    for (Object value : List.of(0, -1, 2.5, "2", true, Double.NaN)) {
      assertThatThrownBy(() -> entry.options(Map.of("virtualStages", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "option \"virtualStages\" is %s. must be an integer from 1 to 1024".formatted(value));
    }
    assertThatThrownBy(() -> entry.options(Map.of("virtualstages", 2)))
        .hasMessage(
            "unknown option \"virtualstages\"; did you mean \"virtualStages\"?"
                + " known options: virtualStages");
  }
}
