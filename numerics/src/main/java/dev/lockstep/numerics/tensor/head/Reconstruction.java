package dev.lockstep.numerics.tensor.head;

import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The loss of {@link Heads#infoPro}: that of an image given back, and that of classes told apart,
 * each with a weight (Wang et al. 2021, arXiv 2101.10832, section 3.3).
 *
 * @param ofImage lambda 1, weight of the mean over pixels of binary cross-entropy
 * @param ofClasses lambda 2, weight of cross-entropy
 * @param classes that are told apart
 * @param pixels turns a network's input into pixels from 0 to 1
 */
public record Reconstruction(
    double ofImage, double ofClasses, int classes, UnaryOperator<INDArray> pixels) {

  /**
   * Its value, and its gradient; samples are right by the classes alone.
   *
   * @param outputs of the head, (samples, classes and pixels); pixels before their sigmoid
   * @param labels (samples)
   * @param inputs of the whole network, the samples themselves
   */
  public Loss.Value of(INDArray outputs, INDArray labels, INDArray inputs) {
    Loss.Value told = new SoftmaxCrossEntropy().of(columns(outputs, 0, classes), labels);
    INDArray given = columns(outputs, classes, outputs.size(1));
    INDArray wanted = pixels.apply(inputs).castTo(given.dataType()).reshape('c', given.shape());
    INDArray gradient =
        Nd4j.concat(
            1,
            told.gradient().mul(ofClasses),
            Transforms.sigmoid(given, true).subi(wanted).muli(ofImage / given.length()));
    double mean = ofImage * crossEntropy(given, wanted) + ofClasses * told.mean();
    return new Loss.Value(mean, gradient, told.correct(), told.count());
  }

  /**
   * The mean of -t log s(z) - (1 - t) log(1 - s(z)), which is max(z, 0) - z t + log(1 + exp(-|z|)).
   */
  private static double crossEntropy(INDArray given, INDArray wanted) {
    INDArray logarithms = Transforms.log(Transforms.exp(Transforms.abs(given).negi()).addi(1));
    double positive = Transforms.relu(given, true).sumNumber().doubleValue();
    double along = given.mul(wanted).sumNumber().doubleValue();
    return (positive - along + logarithms.sumNumber().doubleValue()) / given.length();
  }

  private static INDArray columns(INDArray outputs, long from, long to) {
    return outputs.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }
}
