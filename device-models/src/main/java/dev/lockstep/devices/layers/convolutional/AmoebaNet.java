package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * AmoebaNet-D (L, F) for images (Real et al., arXiv 1802.01548), with the cells that GPipe (arXiv
 * 1811.06965) and torchgpipe (benchmarks/models/amoebanet) ran: the reference program's, whose
 * normal cell joins other states than the paper's figure does. A cell reads the results of the two
 * cells before it, and both cross a cut.
 *
 * @param cells normal cells, L; a multiple of three
 * @param filters channels behind the last cells, F; a multiple of 8
 * @param imageSize rows and columns of an image
 * @param classes classes told apart
 */
public record AmoebaNet(int cells, int filters, int imageSize, int classes)
    implements ImageNetwork {

  /** What is done to one state of a cell. */
  private enum Step {
    NONE,
    AVERAGE,
    MAXIMUM,
    ONE,
    THREE,
    SEVEN
  }

  /** A step applied to the state of a number. */
  private record Edge(int state, Step step) {}

  /** Sums of two edges each make the states 2 to 6; some states are joined to the result. */
  private record Cell(List<Edge> edges, List<Integer> joined) {}

  // "max_pool_3x3" of the program that was measured takes the mean.
  private static final Cell NORMAL =
      new Cell(
          List.of(
              new Edge(1, Step.ONE),
              new Edge(1, Step.AVERAGE),
              new Edge(1, Step.NONE),
              new Edge(0, Step.SEVEN),
              new Edge(0, Step.ONE),
              new Edge(0, Step.SEVEN),
              new Edge(2, Step.AVERAGE),
              new Edge(2, Step.NONE),
              new Edge(1, Step.AVERAGE),
              new Edge(5, Step.ONE)),
          List.of(0, 3, 4, 6));

  private static final Cell REDUCTION =
      new Cell(
          List.of(
              new Edge(0, Step.MAXIMUM),
              new Edge(0, Step.AVERAGE),
              new Edge(2, Step.NONE),
              new Edge(1, Step.THREE),
              new Edge(2, Step.SEVEN),
              new Edge(2, Step.AVERAGE),
              new Edge(3, Step.NONE),
              new Edge(1, Step.MAXIMUM),
              new Edge(2, Step.AVERAGE),
              new Edge(3, Step.ONE)),
          List.of(4, 5, 6));

  /** Refuses sizes that the cells cannot have. */
  public AmoebaNet {
    if (cells < 3 || cells % 3 != 0 || filters < 8 || filters % 8 != 0) {
      throw new IllegalArgumentException(
          "AmoebaNet-D (%d, %d); cells must be a multiple of 3, filters of 8"
              .formatted(cells, filters));
    }
  }

  /** For 1,000 classes of images of 224 x 224 pixels. */
  public static AmoebaNet of(int cells, int filters) {
    return new AmoebaNet(cells, filters, 224, 1000);
  }

  /** Cells are cut apart and never inside. */
  @Override
  public Granularity granularity() {
    return Granularity.BLOCKS;
  }

  @Override
  public void write(Tape tape) {
    Writing writing = new Writing(tape, filters / 4, imageSize);
    writing.cell("stem2", true);
    writing.cell("stem3", true);
    for (int part = 1; part <= 5; part += 2) {
      for (int i = 1; i <= cells / 3; i++) {
        writing.cell("cell%d_normal%d".formatted(part, i), false);
      }
      if (part < 5) {
        writing.cell("cell%d_reduction".formatted(part + 1), true);
      }
    }
    writing.classify(classes);
  }

  /** The cells in turn, each with the results of the two before it. */
  private static final class Writing {
    private final Tape tape;
    private final Operations operations;
    private int channels;
    private Tensor before;
    private Tensor last;
    private boolean reducedLast;

    Writing(Tape tape, int channels, int imageSize) {
      this.tape = tape;
      this.operations = new Operations(tape);
      this.channels = channels;
      Tensor image = operations.relu(tape.image(ImageShape.square(3, imageSize)));
      last = operations.batchNorm(operations.convolution(image, channels, Window.square(3).by(2)));
      before = last;
      tape.block("stem1", Kind.BLOCK);
    }

    void cell(String name, boolean reduction) {
      channels *= reduction ? 2 : 1;
      List<Tensor> states = new ArrayList<>();
      states.add(activated(last, channels, Window.square(1)));
      states.add(second());
      Cell cell = reduction ? REDUCTION : NORMAL;
      for (int i = 0; i < cell.edges().size(); i += 2) {
        Tensor first = step(states, cell.edges().get(i), reduction);
        Tensor second = step(states, cell.edges().get(i + 1), reduction);
        states.add(operations.add(first, second));
      }
      before = last;
      last = operations.concatenate(cell.joined().stream().map(states::get).toList());
      reducedLast = reduction;
      tape.block(name, Kind.BLOCK);
    }

    /** The older result, in the shape that this cell works in. */
    private Tensor second() {
      if (reducedLast) {
        return reduced(before);
      }
      return before.shape().channels() == channels
          ? before
          : activated(before, channels, Window.square(1));
    }

    private Tensor step(List<Tensor> states, Edge edge, boolean reduction) {
      Tensor x = states.get(edge.state());
      int stride = reduction && edge.state() < 2 ? 2 : 1;
      return switch (edge.step()) {
        case NONE -> x;
        case AVERAGE -> operations.averagePool(x, Window.square(3).by(stride));
        case MAXIMUM -> operations.maxPool(x, Window.square(2).by(stride));
        case ONE -> activated(x, channels, Window.square(1).by(stride));
        case THREE -> narrow(x, Window.square(3).by(stride));
        case SEVEN -> narrow(x, Window.of(1, 7), Window.of(7, 1));
      };
    }

    /** Through a quarter of the channels. */
    private Tensor narrow(Tensor input, Window... windows) {
      Tensor x = activated(input, channels / 4, Window.square(1));
      for (Window window : windows) {
        x = activated(x, channels / 4, window);
      }
      return activated(x, channels, Window.square(1));
    }

    private Tensor activated(Tensor input, int outputs, Window window) {
      return operations.batchNorm(operations.convolution(operations.relu(input), outputs, window));
    }

    /** Half of the size, by two convolutions that each see a quarter of the pixels. */
    private Tensor reduced(Tensor input) {
      Tensor x = operations.relu(input);
      Window window = Window.square(1).by(2);
      Tensor even = operations.convolution(x, channels / 2, window);
      Tensor odd = operations.convolution(operations.shift(x), channels / 2, window);
      return operations.batchNorm(operations.concatenate(List.of(even, odd)));
    }

    void classify(int classes) {
      operations.loss(operations.linear(operations.globalPool(last), classes));
      tape.block("classify", Kind.BLOCK);
    }
  }
}
