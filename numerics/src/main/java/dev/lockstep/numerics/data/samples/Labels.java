package dev.lockstep.numerics.data.samples;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels from 0 to 255, a byte each. */
final class Labels {

  private final byte[] labels;

  Labels(byte[] labels) {
    this.labels = labels.clone();
  }

  int count() {
    return labels.length;
  }

  int of(int sample) {
    return labels[sample] & 0xff;
  }

  INDArray tensor(int[] numbers) {
    float[] chosen = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      chosen[i] = of(numbers[i]);
    }
    return Nd4j.create(chosen, new long[] {numbers.length}, 'c');
  }
}
