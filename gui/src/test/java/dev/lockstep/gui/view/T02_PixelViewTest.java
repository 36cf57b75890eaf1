package dev.lockstep.gui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that are painted on a thread of their own. */
class T02_PixelViewTest {

  private static final int RED = 0xFFCC0000;
  private static final int BLUE = 0xFF0000CC;

  private final List<Throwable> told = new ArrayList<>();
  private PixelView view;
  private TestScreen screen;

  @BeforeEach
  void open() {
    screen =
        TestScreen.open(
            () -> {
              view = new PixelView();
              return new BorderPane(view);
            },
            100,
            60);
    TestScreen.act(
        () -> Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.add(e)));
  }

  @AfterEach
  void close() {
    screen.close();
    TestScreen.act(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
  }

  @Test
  void a_picture_takes_the_place_of_the_one_before() {
    show(filled(RED));
    assertThat(shown()).isEqualTo(RED);
    show(filled(BLUE));
    assertThat(shown()).isEqualTo(BLUE);
  }

  @Test
  void of_pictures_asked_for_meanwhile_only_the_last_is_painted() {
    CountDownLatch begun = new CountDownLatch(1);
    List<Integer> painted = new ArrayList<>();
    TestScreen.act(
        () -> {
          view.show(
              () -> {
                awaitZero(begun);
                return filled(RED);
              },
              drawing -> painted.add(1));
          view.show(() -> filled(RED), drawing -> painted.add(2));
          view.show(() -> filled(BLUE), drawing -> painted.add(3));
        });
    begun.countDown();
    screen.settle();
    assertThat(painted).containsExactly(1, 3);
    assertThat(shown()).isEqualTo(BLUE);
  }

  @Test
  void what_goes_wrong_is_told_and_leaves_the_picture_before() {
    show(filled(RED));
    IllegalStateException thrown = new IllegalStateException("this cannot be drawn");
    TestScreen.act(
        () ->
            view.show(
                () -> {
                  throw thrown;
                }));
    screen.settle();
    assertThat(told).containsExactly(thrown);
    assertThat(shown()).isEqualTo(RED);
    show(filled(BLUE));
    assertThat(shown()).isEqualTo(BLUE);
  }

  private void show(Drawing drawing) {
    TestScreen.act(() -> view.show(() -> drawing));
    screen.settle();
  }

  private int shown() {
    return screen.picture().getRGB(50, 30);
  }

  private static Drawing filled(int argb) {
    return new Drawing(100, 60, (surface, scale) -> Arrays.fill(surface.argb(), argb));
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
