package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.report.picture.View;
import org.junit.jupiter.api.Test;

/** Two runs one below the other. */
class T02_CompareTest {

  @Test
  void runs_zoom_together() {
    OpenWindow open =
        OpenWindow.on(
            OpenWindow.examples("zero-bubble-1.5b-1f1b", "zero-bubble-1.5b-zb-h2"), 1400, 900);
    View before = open.timeline().view();
    open.screen().wheel(open.timeline(), 400, 200, 300);
    View upper = open.timeline(0).view();
    View lower = open.timeline(1).view();
    assertThat(upper.toNanos()).isLessThan(before.toNanos());
    assertThat(lower.fromNanos()).isEqualTo(upper.fromNanos());
    assertThat(lower.toNanos()).isEqualTo(upper.toNanos());
    open.screen().save("two-runs");
    open.close();
  }
}
