package dev.lockstep.devices.layers.convolutional.graph;

import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records the operations of a network in the order of its forward, and where it may be cut. {@link
 * Operations} writes on it.
 */
public final class Tape {

  /** Operations that no cut divides. */
  record Element(String name, List<Operation> operations) {}

  /** Elements that papers name together. */
  record Block(String name, LayerWork.Kind kind, List<Element> elements) {}

  private final Execution execution;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Element> elements = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private int tensors;
  private Optional<ImageShape> shown = Optional.empty();

  /**
   * An empty tape.
   *
   * @throws IllegalArgumentException if several devices share a layer, or if attention alone is to
   *     be recomputed
   */
  public Tape(Execution execution) {
    if (execution.tensor() != 1 || execution.context() != 1 || execution.expert() != 1) {
      throw new IllegalArgumentException(
          "tensor %d, context %d, expert %d; this network has one device a layer. Maybe 1, and more data parallelism, is meant"
              .formatted(execution.tensor(), execution.context(), execution.expert()));
    }
    if (execution.recompute() == Recompute.SELECTIVE
        || execution.recompute() == Recompute.ALTERNATE) {
      throw new IllegalArgumentException(
          "recompute selective is for attention, which this network has none of. Maybe full is meant");
    }
    this.execution = execution;
  }

  /** How the network is executed. */
  Execution execution() {
    return execution;
  }

  /** What the network is shown: nobody asks for its gradient. */
  public Tensor image(ImageShape shape) {
    shown = Optional.of(shape);
    return new Tensor(tensors++, shape, false);
  }

  /** Shape of what the network is shown; empty before {@link #image}. */
  public Optional<ImageShape> shown() {
    return shown;
  }

  /** What another part of the network has computed: its gradient is asked for. */
  public Tensor features(ImageShape shape) {
    return new Tensor(tensors++, shape, true);
  }

  /** Bytes of a tensor for the whole micro-batch. */
  double bytes(ImageShape shape) {
    return (double) execution.microBatch()
        * shape.elements()
        * execution.precision().activationBytes();
  }

  Tensor output(ImageShape shape, boolean needsGradient) {
    return new Tensor(tensors++, shape, needsGradient);
  }

  void record(Operation operation) {
    operations.add(operation);
  }

  /**
   * Ends an element: what has been recorded since the last one.
   *
   * @return the result, which the caller goes on with
   */
  public Tensor element(String name, Tensor result) {
    elements.add(new Element(name, List.copyOf(operations)));
    operations.clear();
    return result;
  }

  /** Ends a block; operations since the last element are one element of the block's name. */
  public void block(String name, LayerWork.Kind kind) {
    if (!operations.isEmpty()) {
      element(name, operations.get(operations.size() - 1).output());
    }
    blocks.add(new Block(name, kind, List.copyOf(elements)));
    elements.clear();
  }

  /** What one device computes of each layer, in order. */
  public List<LayerWork> layers(Granularity granularity) {
    return new Layering(this, sections(granularity)).works();
  }

  /** Shape of what each layer hands on; shortcuts beside it are not counted. */
  public List<ImageShape> outputs(Granularity granularity) {
    List<ImageShape> shapes = new ArrayList<>();
    for (Section section : sections(granularity)) {
      List<Operation> own = section.operations();
      shapes.add(
          own.isEmpty() ? shapes.get(shapes.size() - 1) : own.get(own.size() - 1).output().shape());
    }
    return List.copyOf(shapes);
  }

  private List<Section> sections(Granularity granularity) {
    return blocks.stream()
        .flatMap(
            block ->
                granularity == Granularity.BLOCKS
                    ? Stream.of(whole(block))
                    : block.elements().stream().map(element -> part(block, element)))
        .toList();
  }

  private static Section whole(Block block) {
    return new Section(
        block.name(),
        block.kind(),
        block.elements().stream().flatMap(element -> element.operations().stream()).toList());
  }

  private static Section part(Block block, Element element) {
    String name =
        element.name().equals(block.name()) ? block.name() : block.name() + "." + element.name();
    return new Section(name, LayerWork.Kind.BLOCK, element.operations());
  }
}
