package dev.lockstep.gui.view;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** A window without a display: what a user does to it, and what can be seen then. */
public final class TestScreen {

  private static final long MOST_SECONDS = 60;
  private static boolean started;

  private final Stage stage;

  private TestScreen(Stage stage) {
    this.stage = stage;
  }

  /** Opens a window with this content. */
  public static TestScreen open(Supplier<Parent> content, int width, int height) {
    start();
    return on(
        () -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(content.get(), width, height));
          stage.show();
          return new TestScreen(stage);
        });
  }

  /** Works something out on the JavaFX thread and waits for it. */
  public static <T> T on(Supplier<T> action) {
    if (Platform.isFxApplicationThread()) {
      return action.get();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(action.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something on the JavaFX thread and waits for it. */
  public static void act(Runnable action) {
    on(
        () -> {
          action.run();
          return null;
        });
  }

  /** Presses and releases a key. */
  public void press(KeyCode code) {
    fire(
        focused(),
        new KeyEvent(KeyEvent.KEY_PRESSED, "", code.getName(), code, false, false, false, false));
  }

  /** Presses and releases a key together with others, which writes this text. */
  public void press(KeyCode code, String text, boolean shift, boolean ctrl) {
    fire(focused(), new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, shift, ctrl, false, false));
  }

  /** Writes into what has the focus. */
  public void type(String text) {
    for (char letter : text.toCharArray()) {
      String typed = Character.toString(letter);
      press(code(letter), typed, false, false);
      fire(
          focused(),
          new KeyEvent(
              KeyEvent.KEY_TYPED, typed, "", KeyCode.UNDEFINED, false, false, false, false));
    }
  }

  private static KeyCode code(char letter) {
    KeyCode code = KeyCode.getKeyCode(Character.toString(letter).toUpperCase(Locale.ROOT));
    return code == null ? KeyCode.UNDEFINED : code;
  }

  /** Turns the wheel over a point of a node. */
  public void wheel(Node node, double x, double y, double delta) {
    Point2D at = node.localToScene(x, y);
    fire(
        node,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            at.getX(),
            at.getY(),
            at.getX(),
            at.getY(),
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            delta,
            0,
            delta,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  /** Moves the mouse over a point of a node. */
  public void move(Node node, double x, double y) {
    fire(node, mouse(node, MouseEvent.MOUSE_MOVED, x, y, false));
  }

  /** Clicks on a point of a node. */
  public void click(Node node, double x, double y) {
    fire(node, mouse(node, MouseEvent.MOUSE_PRESSED, x, y, true));
    fire(node, mouse(node, MouseEvent.MOUSE_RELEASED, x, y, false));
    fire(node, mouse(node, MouseEvent.MOUSE_CLICKED, x, y, false));
  }

  /** Drags from one point of a node to another. */
  public void drag(Node node, double fromX, double fromY, double toX, double toY) {
    fire(node, mouse(node, MouseEvent.MOUSE_PRESSED, fromX, fromY, true));
    fire(node, mouse(node, MouseEvent.MOUSE_DRAGGED, (fromX + toX) / 2, (fromY + toY) / 2, true));
    fire(node, mouse(node, MouseEvent.MOUSE_DRAGGED, toX, toY, true));
    fire(node, mouse(node, MouseEvent.MOUSE_RELEASED, toX, toY, false));
  }

  /** Drags from one point of a node to another with shift held down. */
  public void shiftDrag(Node node, double fromX, double toX, double y) {
    fire(node, withShift(mouse(node, MouseEvent.MOUSE_PRESSED, fromX, y, true)));
    fire(node, withShift(mouse(node, MouseEvent.MOUSE_DRAGGED, toX, y, true)));
    fire(node, withShift(mouse(node, MouseEvent.MOUSE_RELEASED, toX, y, false)));
  }

  /** Drags files from outside over a point of a node and drops them there. */
  public void drop(Node node, double x, double y, List<File> files) {
    DraggedFiles dragged = on(() -> new DraggedFiles(files));
    Point2D at = node.localToScene(x, y);
    fire(node, dragged.event(DragEvent.DRAG_OVER, at.getX(), at.getY()));
    fire(node, dragged.event(DragEvent.DRAG_DROPPED, at.getX(), at.getY()));
  }

  /** What the window shows once all that was asked for is drawn. */
  public BufferedImage picture() {
    settle();
    WritableImage shot = on(() -> stage.getScene().snapshot(null));
    int width = (int) shot.getWidth();
    int height = (int) shot.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
      }
    }
    return picture;
  }

  /** Keeps a picture where one can look at it: in the folder screenshots of the build. */
  public void save(String name) {
    try {
      Path file = Path.of("target", "screenshots", name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture(), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until what was asked for has been done, and all pictures are painted. */
  public void settle() {
    layOut();
    while (on(this::isPainting)) {
      layOut();
    }
  }

  private void layOut() {
    for (int turn = 0; turn < 3; turn++) {
      act(
          () -> {
            // As the next frame would: what has changed its size is laid out.
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
          });
    }
  }

  private boolean isPainting() {
    return stage.getScene().getRoot().lookupAll(".pixel-view").stream()
        .anyMatch(node -> ((PixelView) node).isPainting());
  }

  /** Waits until something holds on the JavaFX thread; background work may take its time. */
  public void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (!on(condition::getAsBoolean)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within %d seconds".formatted(MOST_SECONDS));
      }
      Thread.onSpinWait();
    }
    settle();
  }

  /** Closes the window. */
  public void close() {
    act(
        () -> {
          stage.close();
        });
  }

  private static synchronized void start() {
    if (!started) {
      started = true;
      CompletableFuture<Void> ready = new CompletableFuture<>();
      Platform.startup(() -> ready.complete(null));
      Platform.setImplicitExit(false);
      ready.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private Node focused() {
    Node owner = stage.getScene().getFocusOwner();
    return owner == null ? stage.getScene().getRoot() : owner;
  }

  private void fire(Node node, Event event) {
    act(
        () -> {
          Event.fireEvent(node, event.copyFor(node, node));
        });
    settle();
  }

  /** Events carry places in the scene, from which each node gets its own. */
  private static MouseEvent mouse(
      Node node, EventType<MouseEvent> type, double x, double y, boolean down) {
    Point2D at = node.localToScene(x, y);
    MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
    boolean still = type == MouseEvent.MOUSE_CLICKED;
    return new MouseEvent(
        type, at.getX(), at.getY(), at.getX(), at.getY(), button, 1, false, false, false, false,
        down, false, false, false, false, still, null);
  }

  private static MouseEvent withShift(MouseEvent event) {
    return new MouseEvent(
        event.getEventType(),
        event.getX(),
        event.getY(),
        event.getX(),
        event.getY(),
        event.getButton(),
        1,
        true,
        false,
        false,
        false,
        event.isPrimaryButtonDown(),
        false,
        false,
        false,
        false,
        false,
        null);
  }
}
