package dev.lockstep.gui.view;

import dev.lockstep.scenarios.report.paint.Pixels;
import java.nio.IntBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/**
 * Shows a picture at the pixels of the screen. It is worked out and painted on a thread of its own,
 * so that the window answers meanwhile; while one is being painted, of those asked for only the
 * last is kept.
 */
public final class PixelView extends Region {

  private static final ExecutorService PAINTERS =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "lockstep-painter");
            thread.setDaemon(true);
            return thread;
          });

  private final ImageView image = new ImageView();
  private Pixels shown = new Pixels(1, 1);
  private PixelBuffer<IntBuffer> buffer = bufferOf(shown);
  private Pixels beingPainted = new Pixels(1, 1);
  private boolean painting;
  private Runnable next = () -> {};

  /** Nothing yet. */
  public PixelView() {
    getStyleClass().add("pixel-view");
    getChildren().add(image);
  }

  /** Shows a picture in place of the one before. */
  public void show(Supplier<Drawing> picture) {
    show(picture, drawing -> {});
  }

  /**
   * Shows a picture in place of the one before.
   *
   * @param picture works it out, away from the JavaFX thread
   * @param whenShown takes it as it comes to be seen, on the JavaFX thread; never, if a later
   *     picture overtakes it
   */
  public void show(Supplier<Drawing> picture, Consumer<Drawing> whenShown) {
    if (painting) {
      next = () -> show(picture, whenShown);
      return;
    }
    painting = true;
    double scale = outputScale();
    PAINTERS.execute(() -> paint(picture, whenShown, scale));
  }

  private void paint(Supplier<Drawing> picture, Consumer<Drawing> whenShown, double scale) {
    try {
      Drawing drawing = picture.get();
      beingPainted = drawing.on(beingPainted, scale);
      Platform.runLater(
          () -> {
            present(drawing);
            whenShown.accept(drawing);
          });
    } catch (RuntimeException | Error e) {
      // The picture before stays; the thread of the window knows whom to tell.
      Platform.runLater(
          () -> {
            throw e;
          });
    } finally {
      Platform.runLater(this::goOn);
    }
  }

  private void goOn() {
    painting = false;
    Runnable waiting = next;
    next = () -> {};
    waiting.run();
  }

  private void present(Drawing drawing) {
    if (beingPainted.width() != shown.width() || beingPainted.height() != shown.height()) {
      shown = new Pixels(beingPainted.width(), beingPainted.height());
      buffer = bufferOf(shown);
      image.setImage(new WritableImage(buffer));
    }
    System.arraycopy(beingPainted.argb(), 0, shown.argb(), 0, shown.argb().length);
    buffer.updateBuffer(all -> null);
    image.setFitWidth(drawing.width());
    image.setFitHeight(drawing.height());
  }

  /** Whether a picture that was asked for is still to come. */
  boolean isPainting() {
    return painting;
  }

  /** Pixels of the screen for a pixel of a picture. */
  private double outputScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : Math.max(1, getScene().getWindow().getOutputScaleX());
  }

  private static PixelBuffer<IntBuffer> bufferOf(Pixels pixels) {
    return new PixelBuffer<>(
        pixels.width(),
        pixels.height(),
        IntBuffer.wrap(pixels.argb()),
        PixelFormat.getIntArgbPreInstance());
  }
}
