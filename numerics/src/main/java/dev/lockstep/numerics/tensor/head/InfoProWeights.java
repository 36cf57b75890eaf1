package dev.lockstep.numerics.tensor.head;

/**
 * How InfoPro weighs its two losses: from the first module to the last that has a head, each weight
 * goes in even steps from one value to another (published code, {@code InfoProResNet.forward}).
 *
 * @param firstImage weight of the image given back, in the first module
 * @param firstClasses weight of the classes, there
 * @param lastImage weight of the image in the last module with a head
 * @param lastClasses weight of the classes, there
 */
public record InfoProWeights(
    double firstImage, double firstClasses, double lastImage, double lastClasses) {

  /** Weights of one module. */
  public record Pair(double ofImage, double ofClasses) {}

  /**
   * Those of the authors' commands for ResNet-32 on CIFAR-10, which they give for 2, 4, 8 and 16
   * modules and tuned with a contrastive loss in place of that of classes.
   *
   * @param modules of the network, the last of which has no head; other numbers get the weights of
   *     the next larger one of these, or of 16
   */
  public static InfoProWeights published(int modules) {
    if (modules <= 2) {
      return new InfoProWeights(5, 1, 0, 0);
    }
    if (modules <= 4) {
      return new InfoProWeights(6, 0, 1, 2);
    }
    return modules <= 8 ? new InfoProWeights(5, 0, 0, 2) : new InfoProWeights(5, 0.05, 0.2, 0.5);
  }

  /**
   * Weights of a module.
   *
   * @param head its head's number, from 0
   * @param heads how many there are; a single one has the first weights
   */
  public Pair of(int head, int heads) {
    double share = heads == 1 ? 0 : (double) head / (heads - 1);
    return new Pair(
        firstImage + share * (lastImage - firstImage),
        firstClasses + share * (lastClasses - firstClasses));
  }
}
