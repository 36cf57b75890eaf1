package dev.lockstep.numerics.data.generated;

import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Samples;
import java.util.stream.IntStream;

/** Two simple classifiers that tell how hard a set is, in plain loops. */
final class Judges {

  private Judges() {}

  /** Share of the first test samples whose nearest training sample has their label. */
  static double nearestNeighbour(DataSet set, int testSamples) {
    float[][] known = inputs(set.training());
    float[] labels = labels(set.training());
    float[][] asked = inputs(set.test());
    float[] truths = labels(set.test());
    int count = Math.min(testSamples, asked.length);
    long right =
        IntStream.range(0, count)
            .parallel()
            .filter(i -> labels[nearest(known, asked[i])] == truths[i])
            .count();
    return (double) right / count;
  }

  private static int nearest(float[][] known, float[] asked) {
    int nearest = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < known.length; k++) {
      float distance = 0;
      float[] other = known[k];
      for (int i = 0; i < asked.length; i++) {
        distance += (asked[i] - other[i]) * (asked[i] - other[i]);
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  /** Share of the test samples that a softmax of linear functions gets right. */
  static double linear(DataSet set, int epochs) {
    float[][] inputs = inputs(set.training());
    float[] labels = labels(set.training());
    double[][] weights = new double[set.classes()][inputs[0].length + 1];
    double rate = 0.5 / inputs[0].length;
    Batches batches = new Batches(inputs.length, 1, 1, 1);
    for (long step = 0; step < (long) epochs * inputs.length; step++) {
      int sample = batches.numbers(step)[0];
      double decayed = rate * (1 - (double) step / epochs / inputs.length);
      learn(weights, inputs[sample], (int) labels[sample], decayed);
    }
    float[][] asked = inputs(set.test());
    float[] truths = labels(set.test());
    long right =
        IntStream.range(0, asked.length)
            .filter(i -> largest(outputs(weights, asked[i])) == (int) truths[i])
            .count();
    return (double) right / asked.length;
  }

  private static void learn(double[][] weights, float[] input, int label, double rate) {
    double[] outputs = outputs(weights, input);
    double largest = outputs[largest(outputs)];
    double sum = 0;
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] = Math.exp(outputs[k] - largest);
      sum += outputs[k];
    }
    for (int k = 0; k < outputs.length; k++) {
      double step = rate * ((k == label ? 1 : 0) - outputs[k] / sum);
      for (int i = 0; i < input.length; i++) {
        weights[k][i] += step * input[i];
      }
      weights[k][input.length] += step;
    }
  }

  private static double[] outputs(double[][] weights, float[] input) {
    double[] outputs = new double[weights.length];
    for (int k = 0; k < outputs.length; k++) {
      double sum = weights[k][input.length];
      for (int i = 0; i < input.length; i++) {
        sum += weights[k][i] * input[i];
      }
      outputs[k] = sum;
    }
    return outputs;
  }

  private static int largest(double[] outputs) {
    int largest = 0;
    for (int k = 1; k < outputs.length; k++) {
      largest = outputs[k] > outputs[largest] ? k : largest;
    }
    return largest;
  }

  static float[][] inputs(Samples samples) {
    float[] all =
        samples.microBatch(IntStream.range(0, samples.count()).toArray()).inputs().data().asFloat();
    int length = all.length / samples.count();
    float[][] rows = new float[samples.count()][length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, i * length, rows[i], 0, length);
    }
    return rows;
  }

  static float[] labels(Samples samples) {
    return samples
        .microBatch(IntStream.range(0, samples.count()).toArray())
        .labels()
        .data()
        .asFloat();
  }
}
