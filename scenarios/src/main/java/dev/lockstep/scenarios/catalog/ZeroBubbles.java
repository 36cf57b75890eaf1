package dev.lockstep.scenarios.catalog;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.strategies.pipeline.ZeroBubbleH1;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import dev.lockstep.strategies.zerobubble.VHalf;
import dev.lockstep.strategies.zerobubble.VMin;
import dev.lockstep.strategies.zerobubble.ZeroBubbleAuto;
import dev.lockstep.strategies.zerobubble.ZeroBubbleV;
import java.util.List;
import java.util.OptionalDouble;

/** Synchronous pipelines in which weight gradients fill what would be bubbles. */
final class ZeroBubbles {
  private static final int MOST = 1_000_000;
  private static final double LEAST_SHARE = 0.01;

  private ZeroBubbles() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
            "zb-h1",
            "weight gradients fill the bubble, at the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH1()),
        StrategyEntry.of(
            "zb-h2",
            "weight gradients fill the whole bubble, at twice the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleH2()),
        StrategyEntry.of(
                "zb-auto",
                "planned for the times of the stages under a memory limit",
                "Qi et al., ICLR 2024",
                ZeroBubbles::planned)
            .taking(
                StrategyOption.oneOf(
                    "memoryLimit",
                    List.of("2p", "1p"),
                    "micro-batches whose activations a device may hold, in numbers of devices"),
                StrategyOption.integer(
                    "memoryLimitMicroBatches", 1, MOST, "the limit in micro-batches instead"),
                StrategyOption.number(
                    "weightGradientStashShare",
                    LEAST_SHARE,
                    1,
                    "part of the activations that weight gradients need; estimated or 0.5 unless given")),
        StrategyEntry.of(
            "zb-v",
            "two chunks on each device in a V: no bubble, at the memory of 1F1B",
            "Qi et al., ICLR 2024",
            options -> new ZeroBubbleV()),
        StrategyEntry.of(
            "v-half",
            "two chunks on each device in a V, at half the memory of 1F1B",
            "Qi et al., NeurIPS 2024",
            options -> new VHalf()),
        StrategyEntry.of(
            "v-min",
            "two chunks on each device in a V, at a third of the memory of 1F1B",
            "Qi et al., NeurIPS 2024",
            options -> new VMin()));
  }

  private static Strategy planned(StrategyOptions options) {
    return new ZeroBubbleAuto(
        options.choice("memoryLimit").equals("1p") ? 1 : 2,
        options.optionalInteger("memoryLimitMicroBatches"),
        options.has("weightGradientStashShare")
            ? OptionalDouble.of(options.number("weightGradientStashShare"))
            : OptionalDouble.empty());
  }
}
