package dev.lockstep.devices.layers.convolutional.graph;

import static java.util.stream.Collectors.toCollection;

import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns operations into layers. A tensor that a backward reads again counts once, in the layer of
 * the first operation that reads it and keeps it; if none does, in the layer that makes it.
 */
final class Layering {

  private static final int ACCUMULATION = 3; // reads two, writes one

  private final Tape tape;
  private final List<Section> sections;
  private final Map<Tensor, Integer> maker = new HashMap<>();
  private final Map<Tensor, Tensor> lastReader = new HashMap<>();
  private final Map<Tensor, Integer> keeper = new LinkedHashMap<>();
  private final Set<Tensor> keptForWeights = new HashSet<>();
  private final List<Set<Tensor>> keptBy = new ArrayList<>();
  private final double[] crossingBytes;

  Layering(Tape tape, List<Section> sections) {
    this.tape = tape;
    this.sections = sections;
    for (int layer = 0; layer < sections.size(); layer++) {
      keptBy.add(new LinkedHashSet<>());
      for (Operation operation : sections.get(layer).operations()) {
        note(layer, operation);
      }
    }
    for (Section section : sections) {
      section.operations().forEach(this::keepWhereMade);
    }
    keeper.forEach((tensor, layer) -> keptBy.get(layer).add(tensor));
    crossingBytes = crossingBytes();
  }

  private void note(int layer, Operation operation) {
    maker.put(operation.output(), layer);
    for (Tensor input : operation.inputs()) {
      lastReader.put(input, operation.output());
      if (operation.kept().contains(input) || operation.keptForWeights().contains(input)) {
        keeper.putIfAbsent(input, layer);
      }
    }
    keptForWeights.addAll(operation.keptForWeights());
  }

  private void keepWhereMade(Operation operation) {
    if (operation.kept().contains(operation.output())) {
      keeper.putIfAbsent(operation.output(), maker.get(operation.output()));
    }
  }

  /** Behind each layer, everything made so far that a later one reads. */
  private double[] crossingBytes() {
    double[] change = new double[sections.size()];
    lastReader.forEach(
        (tensor, reader) -> {
          if (maker.containsKey(tensor)) {
            change[maker.get(tensor)] += tape.bytes(tensor.shape());
            change[maker.get(reader)] -= tape.bytes(tensor.shape());
          }
        });
    Arrays.parallelPrefix(change, Double::sum);
    return change;
  }

  List<LayerWork> works() {
    List<LayerWork> works = new ArrayList<>();
    for (int layer = 0; layer < sections.size(); layer++) {
      works.add(work(layer));
    }
    return List.copyOf(works);
  }

  private LayerWork work(int layer) {
    Section section = sections.get(layer);
    List<Operation> operations = section.operations();
    boolean again = tape.execution().recompute() == Recompute.FULL;
    List<Kernel> forward = kernels(operations, Operation::forward);
    List<Kernel> inputGradient = kernels(operations, this::inputGradient);
    List<Kernel> weightGradient = kernels(operations, Operation::weightGradient);
    Set<Tensor> inputs = inputs(layer);
    double inputBytes = bytes(inputs.stream());
    double stashBytes = bytes(keptBy.get(layer).stream().filter(keptForWeights::contains));
    return new LayerWork(
        section.name(),
        section.kind(),
        forward,
        again ? forward : List.of(),
        inputGradient,
        weightGradient,
        operations.stream().mapToDouble(Operation::parameters).sum(),
        0,
        again ? inputBytes : keptBytes(layer, Set.of()),
        again ? Math.min(stashBytes, inputBytes) : stashBytes,
        gradientBytes(operations) + (again ? keptBytes(layer, inputs) : 0),
        outputBytes(layer),
        Stream.of(forward, inputGradient, weightGradient)
            .flatMap(List::stream)
            .mapToDouble(Kernel::flops)
            .sum());
  }

  private static List<Kernel> kernels(
      List<Operation> operations, Function<Operation, List<Kernel>> which) {
    return operations.stream().flatMap(operation -> which.apply(operation).stream()).toList();
  }

  /** With the sum of gradients where several operations have read one tensor. */
  private List<Kernel> inputGradient(Operation operation) {
    List<Kernel> kernels = new ArrayList<>(operation.inputGradient());
    for (Tensor input : operation.inputs()) {
      if (input.needsGradient() && !operation.output().equals(lastReader.get(input))) {
        double sizeBytes = ACCUMULATION * tape.bytes(input.shape());
        kernels.add(MemoryPass.of("gradient accumulation", sizeBytes));
      }
    }
    return kernels;
  }

  /** Tensors of other layers that this one reads. */
  private Set<Tensor> inputs(int layer) {
    return sections.get(layer).operations().stream()
        .flatMap(operation -> operation.inputs().stream())
        .filter(input -> maker.getOrDefault(input, -1) != layer)
        .collect(toCollection(LinkedHashSet::new));
  }

  private double keptBytes(int layer, Set<Tensor> except) {
    double masks =
        sections.get(layer).operations().stream().mapToDouble(Operation::keptBytes).sum();
    return masks + bytes(keptBy.get(layer).stream().filter(tensor -> !except.contains(tensor)));
  }

  /** Gradients of the inputs and of the output of the operation that has most of them. */
  private double gradientBytes(List<Operation> operations) {
    return operations.stream()
        .filter(Operation::needsInputGradient)
        .mapToDouble(
            operation ->
                bytes(operation.inputs().stream()) + tape.bytes(operation.output().shape()))
        .max()
        .orElse(0);
  }

  /** The result of the whole network behind the last. */
  private double outputBytes(int layer) {
    List<Operation> operations = sections.get(layer).operations();
    return layer < sections.size() - 1 || operations.isEmpty()
        ? crossingBytes[layer]
        : tape.bytes(operations.get(operations.size() - 1).output().shape());
  }

  private double bytes(Stream<Tensor> tensors) {
    return tensors.mapToDouble(tensor -> tape.bytes(tensor.shape())).sum();
  }
}
