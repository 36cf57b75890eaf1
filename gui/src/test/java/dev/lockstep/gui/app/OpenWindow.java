package dev.lockstep.gui.app;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;

/** The viewer's window as it is for a user, on a screen of the tests. */
public record OpenWindow(TestScreen screen, ViewerWindow window) {

  /** Opens it on examples by their names; the keyboard acts on the first of them. */
  public static OpenWindow on(String... examples) {
    return on(examples(examples), 1400, 800);
  }

  /** Opens it on runs; the keyboard acts on the first of them. */
  public static OpenWindow on(List<Opened> runs, int width, int height) {
    AtomicReference<ViewerWindow> window = new AtomicReference<>();
    TestScreen screen =
        TestScreen.open(
            () -> {
              Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
              window.set(new ViewerWindow(runs));
              return window.get().root();
            },
            width,
            height);
    OpenWindow open = new OpenWindow(screen, window.get());
    open.act(window.get()::focus);
    return open;
  }

  /** Reads examples by their names: {@code vgg16-gpipe}. */
  public static List<Opened> examples(String... names) {
    return Stream.of(names)
        .map(name -> Path.of("../scenarios", name + ".json"))
        .map(Opened::file)
        .toList();
  }

  /** Opens an example below the runs that are open. */
  public RunPane add(String example) {
    Opened opened = examples(example).get(0);
    act(() -> desk().open(opened));
    return run(desk().runs().size() - 1);
  }

  /** What the runs stand on. */
  public Desk desk() {
    return window.desk();
  }

  /** A run, counted from the top. */
  public RunPane run(int index) {
    return desk().runs().get(index);
  }

  /** The timeline of the first run. */
  public TimelineView timeline() {
    return timeline(0);
  }

  /** The timeline of a run, counted from the top. */
  public TimelineView timeline(int index) {
    return run(index).timeline();
  }

  /** Does something on the JavaFX thread, and waits until it can be seen. */
  public void act(Runnable action) {
    TestScreen.act(action);
    screen.settle();
  }

  /** Carries out a command, and waits until it can be seen; what it asks for may take longer. */
  public void command(String name) {
    Command command =
        desk().commands().stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow();
    act(command.action());
  }

  /** Waits until all that was asked for has been answered. */
  public void awaitAnswers() {
    screen.settle();
    screen.await(() -> !desk().background().isBusy());
  }

  /** Changes the colours. */
  public void use(Palette palette) {
    act(() -> desk().paletteProperty().set(palette));
  }

  /** The part of the window that a selector of style sheets finds. */
  public <T extends Node> T node(Class<T> type, String selector) {
    return type.cast(TestScreen.on(() -> window.root().lookup(selector)));
  }

  /** What made the part of the window that a selector of style sheets finds. */
  public <T> T maker(Class<T> type, String selector) {
    return type.cast(node(Node.class, selector).getUserData());
  }

  /** What the line at the bottom says. */
  public String notice() {
    return TestScreen.on(() -> desk().noticeProperty().get());
  }

  /** Closes it. */
  public void close() {
    screen.close();
    TestScreen.act(desk().background()::close);
  }
}
