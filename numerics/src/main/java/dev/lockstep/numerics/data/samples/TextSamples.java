package dev.lockstep.numerics.data.samples;

import dev.lockstep.numerics.data.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Windows of a text to predict the next character in: inputs are the numbers of a window's
 * characters, labels those of the characters one further on; both (samples, positions). A byte a
 * character in memory; never augmented.
 */
public final class TextSamples implements Samples {

  private final byte[] characters;
  private final int positions;
  private final int stride;

  /**
   * Cuts a text into windows.
   *
   * @param characters numbers of the text's characters, from 0 to 255
   * @param positions characters a window has
   * @param stride characters from a window's start to the next one's: {@code positions} for windows
   *     that share no label, less for more of them, {@code positions + 1} where each stands alone
   * @throws IllegalArgumentException if not one window fits
   */
  public TextSamples(byte[] characters, int positions, int stride) {
    if (positions < 1 || stride < 1 || characters.length <= positions) {
      throw new IllegalArgumentException(
          "windows of %d characters each %d in a text of %d: there must be room for one and a label"
              .formatted(positions, stride, characters.length));
    }
    this.characters = characters.clone();
    this.positions = positions;
    this.stride = stride;
  }

  @Override
  public int count() {
    return (characters.length - 1 - positions) / stride + 1;
  }

  /** A window and the character after it. */
  public byte[] window(int sample) {
    int first = sample * stride;
    return Arrays.copyOfRange(characters, first, first + positions + 1);
  }

  @Override
  public MicroBatch microBatch(int[] numbers) {
    float[] inputs = new float[numbers.length * positions];
    float[] labels = new float[inputs.length];
    for (int i = 0; i < numbers.length; i++) {
      int first = numbers[i] * stride;
      for (int position = 0; position < positions; position++) {
        inputs[i * positions + position] = characters[first + position] & 0xff;
        labels[i * positions + position] = characters[first + position + 1] & 0xff;
      }
    }
    long[] shape = {numbers.length, positions};
    return new MicroBatch(Nd4j.create(inputs, shape, 'c'), Nd4j.create(labels, shape, 'c'));
  }

  @Override
  public MicroBatch microBatch(int[] numbers, RandomGenerator augmentation) {
    return microBatch(numbers);
  }
}
