package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.link.ProtocolChoice;
import dev.lockstep.devices.collective.link.ProtocolChoice.Medium;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Links whose protocols NCCL is known to choose by certain figures (NVIDIA/nccl,
 * src/graph/tuning.cc and topo.h), and two for all others.
 */
public enum KnownLinks {
  /** One protocol for all sizes. */
  ONE_PROTOCOL(CurveFit.sameLinks()),
  /** The protocol that ends first. */
  FASTEST_PROTOCOL(CurveFit.sameLinks().withProtocols(Optional.empty())),
  /** A100 with NVSwitch: twelve links of 20 GB/s. */
  NVSWITCH_A100(nvlink(240, 87.7, true)),
  /** H100 with NVSwitch: eighteen links of 20.6 GB/s; the switch adds for eight ranks. */
  NVSWITCH_H100(nvlink(370.8, 141, true).withInSwitchReduction(8)),
  /** B200 with NVSwitch: eighteen links of 40.1 GB/s; the switch adds for eight ranks. */
  NVSWITCH_B200(nvlink(721.8, 282, false).withInSwitchReduction(8)),
  /** PCI Express through the host, which all ranks share; 20 GB/s for a ring. */
  PCIE_SHARED(
      CurveFit.sharedLinks()
          .withProtocols(Optional.of(new ProtocolChoice(Medium.PCIE, 20e9, 141e9, false))));

  /** By how much several protocols must be nearer than one: they have more constants. */
  private static final double MORE_CONSTANTS = 0.002;

  private final CurveFit fit;

  KnownLinks(CurveFit fit) {
    this.fit = fit;
  }

  /** In words: {@code nvswitch-a100}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Those with a title.
   *
   * @throws IllegalArgumentException naming all of them, if there is none
   */
  public static KnownLinks named(String title) {
    return Arrays.stream(values())
        .filter(links -> links.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown links \"%s\"; known are %s"
                        .formatted(
                            title, Arrays.stream(values()).map(KnownLinks::title).toList())));
  }

  /** How constants of such links are fitted. */
  public CurveFit fit() {
    return fit;
  }

  /**
   * Those that come nearest to the points: least mean error, every collective weighing the same.
   *
   * @throws IllegalArgumentException with fewer points of a collective than constants
   */
  public static KnownLinks nearest(Collection<MeasuredCollective> points) {
    Collection<List<MeasuredCollective>> byKind =
        points.stream().collect(Collectors.groupingBy(MeasuredCollective::kind)).values();
    return Arrays.stream(values())
        .filter(
            links ->
                links == ONE_PROTOCOL
                    || byKind.stream().allMatch(some -> links.fit.constants(some) <= some.size()))
        .min(Comparator.comparingDouble(links -> links.meanError(byKind)))
        .orElseThrow();
  }

  private double meanError(Collection<List<MeasuredCollective>> byKind) {
    return byKind.stream()
            .mapToDouble(some -> fit.fit(some).residuals().mean())
            .average()
            .orElseThrow()
        + (this == ONE_PROTOCOL ? 0 : MORE_CONSTANTS);
  }

  private static CurveFit nvlink(double ringGbps, double lowLatencyGbps, boolean lowLatency128) {
    return CurveFit.sameLinks()
        .withProtocols(
            Optional.of(
                new ProtocolChoice(
                    Medium.NVLINK, ringGbps * 1e9, lowLatencyGbps * 1e9, lowLatency128)));
  }
}
