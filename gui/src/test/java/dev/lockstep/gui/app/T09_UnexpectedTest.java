package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.Opened;
import dev.lockstep.scenarios.report.window.Recording;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What should not happen is told, and the window goes on. */
class T09_UnexpectedTest {

  private final AtomicBoolean broken = new AtomicBoolean();
  private OpenWindow open;

  @BeforeEach
  void open() {
    Recording run = OpenWindow.examples("zero-bubble-1.5b-1f1b").get(0).recording();
    open = OpenWindow.on(List.of(new Opened("run", breaking(run), Optional.empty())), 1400, 800);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void of_what_is_done() {
    open.act(
        () ->
            Platform.runLater(
                () -> {
                  throw new IllegalStateException("no such thing");
                }));
    assertThat(open.notice())
        .isEqualTo(
            "internal error: java.lang.IllegalStateException: no such thing."
                + " Set LOCKSTEP_DEBUG=1 to see where.");
  }

  @Test
  void of_what_is_painted_and_the_next_picture_is_seen() {
    Object before = open.timeline().shownProperty().get();
    broken.set(true);
    open.command("Zoom in");
    assertThat(open.notice()).contains("there is no label");
    assertThat(open.timeline().shownProperty().get()).isEqualTo(before);
    broken.set(false);
    open.command("Zoom in");
    assertThat(open.timeline().shownProperty().get().view()).isEqualTo(open.timeline().view());
  }

  /** The same run, which at times does not know the labels of its tasks. */
  private Recording breaking(Recording run) {
    return (Recording)
        Proxy.newProxyInstance(
            Recording.class.getClassLoader(),
            new Class<?>[] {Recording.class},
            (proxy, method, arguments) -> {
              if (broken.get() && method.getName().equals("label")) {
                throw new IllegalStateException("there is no label");
              }
              try {
                return method.invoke(run, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
