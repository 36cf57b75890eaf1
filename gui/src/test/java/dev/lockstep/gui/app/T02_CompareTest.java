package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import org.junit.jupiter.api.Test;

/** Two runs one below the other. */
class T02_CompareTest {

  @Test
  void runs_zoom_together() {
    List<Opened> files =
        Stream.of("zero-bubble-1.5b-1f1b", "zero-bubble-1.5b-zb-h2")
            .map(name -> Opened.file(Path.of("../scenarios/" + name + ".json")))
            .toList();
    List<TimelineView> timelines = new java.util.ArrayList<>();
    TestScreen screen =
        TestScreen.open(
            () -> {
              Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
              ViewerWindow window = new ViewerWindow(files);
              timelines.addAll(window.timelines());
              return window.root();
            },
            1400,
            900);
    screen.settle();
    screen.wheel(timelines.get(0), 400, 200, 300);
    assertThat(timelines.get(1).view().fromNanos()).isEqualTo(timelines.get(0).view().fromNanos());
    assertThat(timelines.get(1).view().toNanos()).isEqualTo(timelines.get(0).view().toNanos());
    screen.save("two-runs");
    screen.close();
  }
}
