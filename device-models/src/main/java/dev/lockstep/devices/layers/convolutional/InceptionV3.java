package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.List;

/**
 * Inception-v3 (Szegedy et al., arXiv 1512.00567) as in torchvision, with the second classifier
 * that training has behind the last module of 17 x 17 pixels.
 *
 * @param imageSize rows and columns of an image
 * @param classes classes told apart
 */
public record InceptionV3(int imageSize, int classes) implements ImageNetwork {

  private static final Window POINT = Window.square(1);
  private static final Window THREE = Window.square(3);
  private static final Window HALVING = Window.square(3).by(2).unpadded();
  private static final Window ROW = Window.of(1, 7);
  private static final Window COLUMN = Window.of(7, 1);

  /** For 1,000 classes of images of 299 x 299 pixels. */
  public static InceptionV3 imageNet() {
    return new InceptionV3(299, 1000);
  }

  /** Modules are cut apart and never inside. */
  @Override
  public Granularity granularity() {
    return Granularity.BLOCKS;
  }

  @Override
  public void write(Tape tape) {
    new Writing(tape, tape.image(ImageShape.square(3, imageSize))).all(classes);
  }

  /** The modules in turn. */
  private static final class Writing {
    private final Tape tape;
    private final Operations operations;
    private Tensor x;

    Writing(Tape tape, Tensor image) {
      this.tape = tape;
      this.operations = new Operations(tape);
      this.x = image;
    }

    void all(int classes) {
      stem();
      end("mixed5b", small(32));
      end("mixed5c", small(64));
      end("mixed5d", small(64));
      end("mixed6a", halvedSmall());
      end("mixed6b", middle(128));
      end("mixed6c", middle(160));
      end("mixed6d", middle(160));
      end("mixed6e", middle(192));
      auxiliary(classes);
      end("mixed7a", halvedMiddle());
      end("mixed7b", large());
      end("mixed7c", large());
      Tensor pooled = operations.dropout(operations.globalPool(x));
      operations.loss(operations.linear(pooled, classes));
      tape.block("head", Kind.OUTPUT);
    }

    private void stem() {
      x = unit(x, 32, HALVING);
      x = unit(x, 32, THREE.unpadded());
      x = unit(x, 64, THREE);
      x = operations.maxPool(x, HALVING);
      x = unit(x, 80, POINT);
      x = unit(x, 192, THREE.unpadded());
      x = operations.maxPool(x, HALVING);
      tape.block("stem", Kind.INPUT);
    }

    private List<Tensor> small(int pooled) {
      Tensor five = unit(unit(x, 48, POINT), 64, Window.square(5));
      Tensor twice = unit(unit(unit(x, 64, POINT), 96, THREE), 96, THREE);
      return List.of(unit(x, 64, POINT), five, twice, unit(mean(), pooled, POINT));
    }

    private List<Tensor> halvedSmall() {
      Tensor twice = unit(unit(unit(x, 64, POINT), 96, THREE), 96, HALVING);
      return List.of(unit(x, 384, HALVING), twice, operations.maxPool(x, HALVING));
    }

    private List<Tensor> middle(int inner) {
      Tensor once = unit(unit(unit(x, inner, POINT), inner, ROW), 192, COLUMN);
      Tensor twice = unit(unit(x, inner, POINT), inner, COLUMN);
      twice = unit(unit(unit(twice, inner, ROW), inner, COLUMN), 192, ROW);
      return List.of(unit(x, 192, POINT), once, twice, unit(mean(), 192, POINT));
    }

    /** Computed with the module behind it. */
    private void auxiliary(int classes) {
      Tensor small = operations.averagePool(x, Window.square(5).by(3).unpadded());
      Tensor narrow = unit(unit(small, 128, POINT), 768, Window.square(5).unpadded());
      operations.loss(operations.linear(operations.globalPool(narrow), classes));
    }

    private List<Tensor> halvedMiddle() {
      Tensor once = unit(unit(x, 192, POINT), 320, HALVING);
      Tensor twice = unit(unit(unit(x, 192, POINT), 192, ROW), 192, COLUMN);
      return List.of(once, unit(twice, 192, HALVING), operations.maxPool(x, HALVING));
    }

    private List<Tensor> large() {
      Tensor twice = unit(unit(x, 448, POINT), 384, THREE);
      return List.of(
          unit(x, 320, POINT), cross(unit(x, 384, POINT)), cross(twice), unit(mean(), 192, POINT));
    }

    private Tensor cross(Tensor input) {
      return operations.concatenate(
          List.of(unit(input, 384, Window.of(1, 3)), unit(input, 384, Window.of(3, 1))));
    }

    private Tensor mean() {
      return operations.averagePool(x, THREE);
    }

    private Tensor unit(Tensor input, int channels, Window window) {
      return operations.relu(operations.batchNorm(operations.convolution(input, channels, window)));
    }

    private void end(String name, List<Tensor> branches) {
      x = operations.concatenate(branches);
      tape.block(name, Kind.BLOCK);
    }
  }
}
