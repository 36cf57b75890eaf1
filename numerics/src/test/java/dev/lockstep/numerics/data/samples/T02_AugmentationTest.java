package dev.lockstep.numerics.data.samples;

import static dev.lockstep.numerics.data.samples.PaddedCrop.Border.REFLECT;
import static dev.lockstep.numerics.data.samples.PaddedCrop.Border.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Images are mirrored and moved as the papers do. */
final class T02_AugmentationTest {

  private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
  private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static final String AS_IT_IS =
      """
      1 2 3
      4 5 6
      7 8 9
      """;

  private static final String MIRRORED =
      """
      3 2 1
      6 5 4
      9 8 7
      """;

  @Test
  void a_flip_mirrors_every_second_image() {
    Random random = new Random(1);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      seen.merge(drawn(new HorizontalFlip().apply(IMAGE, SHAPE, random)), 1, Integer::sum);
    }
    assertThat(seen).containsOnlyKeys(AS_IT_IS, MIRRORED);
    assertThat(seen.get(MIRRORED)).isBetween(440, 560);
  }

  @Test
  void a_crop_lower_and_further_right_sees_zeros_beyond_the_edge() {
    assertThat(drawn(new PaddedCrop(4, ZERO).shifted(IMAGE, SHAPE, 1, 2)))
        .isEqualTo(
            """
            6 0 0
            9 0 0
            0 0 0
            """);
  }

  @Test
  void or_the_image_mirrored_at_its_outermost_pixels() {
    assertThat(drawn(new PaddedCrop(4, REFLECT).shifted(IMAGE, SHAPE, 1, 2)))
        .isEqualTo(
            """
            6 5 4
            9 8 7
            6 5 4
            """);
    assertThat(drawn(new PaddedCrop(4, REFLECT).shifted(IMAGE, SHAPE, -1, -2)))
        .isEqualTo(
            """
            6 5 4
            3 2 1
            6 5 4
            """);
  }

  @Test
  void a_crop_takes_every_place_about_as_often_and_no_other() {
    PaddedCrop crop = new PaddedCrop(2, ZERO);
    Random random = new Random(2);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < 25_000; i++) {
      seen.merge(drawn(crop.apply(IMAGE, SHAPE, random)), 1, Integer::sum);
    }
    assertThat(seen).hasSize(25);
    assertThat(seen.values()).allSatisfy(times -> assertThat(times).isBetween(850, 1150));
  }

  @Test
  void channels_move_together() {
    byte[] two =
        new PaddedCrop(1, ZERO).shifted(new byte[] {1, 2, 3, 4}, new ImageShape(2, 1, 2), 0, 1);
    assertThat(two).containsExactly(2, 0, 4, 0);
  }

  @Test
  void what_is_handed_in_stays() {
    byte[] image = IMAGE.clone();
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      new HorizontalFlip().apply(image, SHAPE, random);
      PaddedCrop.ofZeros().apply(image, SHAPE, random);
      PaddedCrop.ofReflections().apply(image, SHAPE, random);
    }
    assertThat(image).isEqualTo(IMAGE);
  }

  private static String drawn(byte[] pixels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pixels.length; i++) {
      text.append(pixels[i]).append(i % 3 == 2 ? "\n" : " ");
    }
    return text.toString();
  }
}
