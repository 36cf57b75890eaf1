package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Networks by the names that papers and scenarios use. */
public final class ConvolutionalPresets {

  /**
   * A network with its name.
   *
   * @param name what scenarios call it
   * @param network what it is
   * @param source where its layers are written down
   */
  public record Preset(String name, ImageNetwork network, String source) {}

  private static final String RESIDUAL = "He et al., arXiv 1512.03385";
  private static final String WIDE = "Zagoruyko and Komodakis, arXiv 1605.07146";
  private static final String PLAIN = "Simonyan and Zisserman, arXiv 1409.1556";
  private static final String AMOEBA =
      "Huang et al., arXiv 1811.06965; kakaobrain/torchgpipe benchmarks/models/amoebanet";
  private static final String U_SHAPED =
      "Kim et al., arXiv 2004.09910; kakaobrain/torchgpipe benchmarks/models/unet";
  private static final int CIFAR_CLASSES = 10;

  private static final List<Preset> ALL = List.copyOf(presets());

  private ConvolutionalPresets() {}

  /** All of them, related ones together. */
  public static List<Preset> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Optional<Preset> named(String name) {
    return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
  }

  private static List<Preset> presets() {
    List<Preset> presets = new ArrayList<>();
    addResidual(presets);
    addWide(presets);
    addPlain(presets);
    addOthers(presets);
    return presets;
  }

  private static void addResidual(List<Preset> presets) {
    for (int depth : new int[] {20, 32, 44, 56, 110, 1202}) {
      presets.add(
          new Preset(
              "resnet-" + depth, ResNet.cifar(depth, CIFAR_CLASSES), RESIDUAL + ", CIFAR-10"));
    }
    presets.add(
        new Preset(
            "resnet-164",
            ResNet.cifarBottleneck(164, CIFAR_CLASSES),
            "He et al., arXiv 1603.05027, CIFAR-10"));
    for (int depth : new int[] {18, 34, 50, 101, 152}) {
      presets.add(new Preset("resnet-" + depth, ResNet.imageNet(depth), RESIDUAL + ", ImageNet"));
    }
    for (int depth : new int[] {18, 34, 50, 101, 152}) {
      presets.add(
          new Preset(
              "resnet-%d-cifar".formatted(depth),
              ResNet.imageNetBlocksOnCifar(depth, CIFAR_CLASSES),
              RESIDUAL + ", ImageNet's blocks behind a 3 x 3 stem, CIFAR-10"));
    }
    presets.add(
        new Preset(
            "resnet-101-flat",
            ResNet.imageNet(101).at(Granularity.OPERATIONS),
            "kakaobrain/torchgpipe benchmarks/models/resnet: 370 layers"));
  }

  private static void addWide(List<Preset> presets) {
    for (int[] form : new int[][] {{16, 8}, {28, 10}, {40, 4}}) {
      presets.add(
          new Preset(
              "wrn-%d-%d".formatted(form[0], form[1]),
              WideResNet.of(form[0], form[1], CIFAR_CLASSES),
              WIDE + ", CIFAR-10"));
    }
    presets.add(
        new Preset(
            "wrn-28-10-late-stride",
            WideResNet.of(28, 10, CIFAR_CLASSES).in(WideResNet.Form.LATE_STRIDE),
            "ZHUANGHP/FDG WRN.py (arXiv 1906.09108), CIFAR-10"));
  }

  private static void addPlain(List<Preset> presets) {
    for (int depth : new int[] {11, 13, 16, 19}) {
      presets.add(new Preset("vgg-" + depth, Vgg.imageNet(depth, false), PLAIN + ", ImageNet"));
    }
    for (int depth : new int[] {11, 13, 16, 19}) {
      presets.add(
          new Preset(
              "vgg-%d-bn".formatted(depth), Vgg.imageNet(depth, true), PLAIN + ", ImageNet"));
    }
    for (int depth : new int[] {11, 13, 16, 19}) {
      presets.add(
          new Preset(
              "vgg-%d-cifar".formatted(depth),
              Vgg.cifar(depth, CIFAR_CLASSES),
              PLAIN + ", one linear layer, CIFAR-10"));
    }
  }

  private static void addOthers(List<Preset> presets) {
    for (int filters : new int[] {208, 256, 416, 544}) {
      presets.add(new Preset("amoebanet-d-18-" + filters, AmoebaNet.of(18, filters), AMOEBA));
    }
    for (int[] form : new int[][] {{5, 64}, {6, 72}, {11, 128}, {24, 128}, {24, 160}, {48, 160}}) {
      presets.add(
          new Preset(
              "unet-%d-%d".formatted(form[0], form[1]), UNet.of(form[0], form[1]), U_SHAPED));
    }
    presets.add(
        new Preset(
            "inception-v3", InceptionV3.imageNet(), "Szegedy et al., arXiv 1512.00567, ImageNet"));
    presets.add(
        new Preset("mlp-3-512", new Mlp(784, 512, 3, 10), "three hidden layers of 512, MNIST"));
  }
}
