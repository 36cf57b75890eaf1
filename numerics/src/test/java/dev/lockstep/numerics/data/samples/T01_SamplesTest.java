package dev.lockstep.numerics.data.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Samples become tensors. */
final class T01_SamplesTest {

  private static final ImageShape TWO_BY_TWO = new ImageShape(2, 2, 2);

  /** Two images of two channels; the first channel is 0 or 255, the second 51 or 153. */
  private static final byte[] PIXELS = {
    0,
    (byte) 255,
    0,
    (byte) 255,
    51,
    51,
    (byte) 153,
    (byte) 153, //
    (byte) 255,
    0,
    (byte) 255,
    0,
    (byte) 153,
    (byte) 153,
    51,
    51
  };

  @Test
  void points() {
    PointSamples points = new PointSamples(2, new float[] {1, 2, 3, 4, 5, 6}, new byte[] {0, 1, 2});
    MicroBatch some = points.microBatch(new int[] {2, 0});
    assertThat(some.inputs().toFloatMatrix()).isDeepEqualTo(new float[][] {{5, 6}, {1, 2}});
    assertThat(some.labels().toFloatVector()).containsExactly(2, 0);
    assertThat(some.inputs().dataType()).isEqualTo(DataType.FLOAT);
  }

  /** Means of 0 and 255 is half, deviation half; of 51 and 153 it is 0.4 and 0.2. */
  @Test
  void images_are_normalised_channel_by_channel() {
    Normalisation figures = Normalisation.of(PIXELS, TWO_BY_TWO);
    assertThat(figures.means().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(figures.means().get(1)).isCloseTo(0.4, within(1e-12));
    assertThat(figures.deviations().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(figures.deviations().get(1)).isCloseTo(0.2, within(1e-12));
    MicroBatch batch = images(figures).microBatch(new int[] {1});
    assertThat(batch.inputs().shape()).containsExactly(1, 2, 2, 2);
    assertThat(batch.inputs().ravel().toFloatVector())
        .containsExactly(new float[] {1, -1, 1, -1, 1, 1, -1, -1}, within(1e-6f));
    assertThat(batch.labels().toFloatVector()).containsExactly(200);
  }

  private static ImageSamples images(Normalisation figures, Augmentation... augmentations) {
    return new ImageSamples(
        TWO_BY_TWO, PIXELS, new byte[] {7, (byte) 200}, figures, List.of(augmentations));
  }

  @Test
  void a_text_in_windows_of_three_predicts_the_next_character_at_each_position() {
    TextSamples text = new TextSamples(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, 3, 2);
    assertThat(text.count()).isEqualTo(3);
    MicroBatch some = text.microBatch(new int[] {0, 2});
    assertThat(some.inputs().toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1, 2}, {4, 5, 6}});
    assertThat(some.labels().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2, 3}, {5, 6, 7}});
  }

  /** What a sample becomes depends on its place in the run, not on its micro-batch. */
  @Test
  void augmentation_is_the_same_into_however_many_micro_batches_a_mini_batch_is_cut() {
    ImageSamples images =
        images(
            Normalisation.of(PIXELS, TWO_BY_TWO),
            new HorizontalFlip(),
            new PaddedCrop(1, PaddedCrop.Border.ZERO));
    Batches whole = new Batches(2, 8, 1, 9);
    Batches cut = new Batches(2, 8, 8, 9);
    float[] atOnce =
        images.microBatch(whole.numbers(1), whole.augmentation(1)).inputs().ravel().toFloatVector();
    for (int i = 0; i < 8; i++) {
      float[] one =
          images
              .microBatch(cut.numbers(8 + i), cut.augmentation(8 + i))
              .inputs()
              .ravel()
              .toFloatVector();
      assertThat(one).containsExactly(Arrays.copyOfRange(atOnce, 8 * i, 8 * i + 8));
    }
  }

  @Test
  void without_augmentations_training_samples_are_as_they_are() {
    ImageSamples images = images(Normalisation.of(PIXELS, TWO_BY_TWO));
    int[] both = {0, 1};
    assertThat(images.microBatch(both, new Random(1)).inputs())
        .isEqualTo(images.microBatch(both).inputs());
  }

  @Test
  void other_augmentations_leave_the_images_before_as_they_are() {
    ImageSamples plain = images(Normalisation.of(PIXELS, TWO_BY_TWO));
    Augmentation black = (pixels, shape, random) -> new byte[pixels.length];
    ImageSamples blackened = plain.augmentedBy(List.of(black));
    int[] second = {1};
    assertThat(blackened.microBatch(second, new Random(1)).inputs().ravel().toFloatVector())
        .containsExactly(new float[] {-1, -1, -1, -1, -2, -2, -2, -2}, within(1e-6f));
    assertThat(plain.microBatch(second, new Random(1)).inputs())
        .isEqualTo(blackened.microBatch(second).inputs());
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThatThrownBy(() -> new PointSamples(2, new float[3], new byte[2]))
        .hasMessage("3 coordinates for 2 labels of points of 2 dimensions");
    assertThatThrownBy(
            () ->
                new ImageSamples(
                    TWO_BY_TWO,
                    PIXELS,
                    new byte[3],
                    Normalisation.of(PIXELS, TWO_BY_TWO),
                    List.of()))
        .hasMessageContaining("16 pixels for 3 labels")
        .hasMessageContaining("there must be 24");
    assertThatThrownBy(() -> Normalisation.of(new byte[8], TWO_BY_TWO))
        .hasMessageContaining("Maybe all pixels of a channel are equal");
    assertThatThrownBy(() -> new TextSamples(new byte[3], 3, 1))
        .hasMessageContaining("windows of 3 characters each 1 in a text of 3");
  }
}
