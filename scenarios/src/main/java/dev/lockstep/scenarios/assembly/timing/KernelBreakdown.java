package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.step.LayerTimes;
import dev.lockstep.scenarios.assembly.cluster.GroupTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kernels of a network's layers, one by one; layers that are alike are listed once. */
final class KernelBreakdown {

  private final LayerTimes times;
  private final GroupTimes groups;
  private final List<KernelCost> costs = new ArrayList<>();

  KernelBreakdown(LayerTimes times, GroupTimes groups) {
    this.times = times;
    this.groups = groups;
  }

  List<KernelCost> of(List<LayerWork> layers) {
    Map<List<List<Kernel>>, List<LayerWork>> alike = new LinkedHashMap<>();
    for (LayerWork layer : layers) {
      List<List<Kernel>> key =
          List.of(
              layer.forward(), layer.recompute(), layer.inputGradient(), layer.weightGradient());
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(layer);
    }
    alike
        .values()
        .forEach(
            same -> {
              LayerWork layer = same.get(0);
              add(layer, same.size(), "forward", layer.forward());
              add(layer, same.size(), "recompute", layer.recompute());
              add(layer, same.size(), "input gradient", layer.inputGradient());
              add(layer, same.size(), "weight gradient", layer.weightGradient());
            });
    return List.copyOf(costs);
  }

  private void add(LayerWork layer, int layers, String pass, List<Kernel> kernels) {
    for (Kernel kernel : kernels) {
      boolean collective = kernel instanceof Collective;
      double seconds =
          kernel instanceof Collective exchanged
              ? times.collectives().applyAsDouble(exchanged)
              : times.kernels().seconds(kernel);
      costs.add(
          new KernelCost(
              layer.name(),
              layers,
              pass,
              words(kernel),
              seconds,
              kernel instanceof Collective exchanged && exchanged.overlapped(),
              collective,
              isFitted(kernel)));
    }
  }

  private boolean isFitted(Kernel kernel) {
    return kernel instanceof Collective collective
        ? groups.inFittedRange(collective)
        : times.kernels().inFittedRange(kernel);
  }

  private static String words(Kernel kernel) {
    if (kernel instanceof MatrixProduct p) {
      String batch = p.batch() == 1 ? "" : p.batch() + " x ";
      return "product %s%d x %d x %d".formatted(batch, p.m(), p.n(), p.k());
    }
    if (kernel instanceof Attention a) {
      return "attention %d x %d x %d, heads of %d"
          .formatted(a.batch(), a.querySequence(), a.keySequence(), a.headSize());
    }
    if (kernel instanceof Convolution c) {
      return "convolution %d x %d to %d, %dx%d on %dx%d"
          .formatted(
              c.images(),
              c.inputChannels(),
              c.outputChannels(),
              c.kernelHeight(),
              c.kernelWidth(),
              c.outputHeight(),
              c.outputWidth());
    }
    if (kernel instanceof Collective c) {
      return "%s %.3f MB, %s"
          .formatted(
              c.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              c.sizeBytes() / 1e6,
              c.axis().name().toLowerCase(Locale.ROOT));
    }
    MemoryPass pass = (MemoryPass) kernel;
    return "%s %.3f MB".formatted(pass.name(), pass.sizeBytes() / 1e6);
  }
}
