package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.strategies.swapping.Harmony;
import java.util.List;

/** Strategies whose weights live in the memory of the host. */
final class Swapping {

  private static final int MOST = 1024;

  private Swapping() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "harmony",
                "packs of layers come from the host in turn, once for all micro-batches",
                "Li et al., VLDB 2022",
                options ->
                    new Harmony(
                        options.integer("packsPerDevice"),
                        options.integer("buffers"),
                        options.number("hostGBps")))
            .taking(
                StrategyOption.integer("packsPerDevice", 2, MOST, "packs of layers on each device")
                    .orElse(4),
                StrategyOption.integer("buffers", 1, 2, "packs that have room on a device at once")
                    .orElse(2),
                StrategyOption.number(
                        "hostGBps",
                        1e-3,
                        1e6,
                        "10^9 bytes a second between a device and its host, each way")
                    .orElse(Harmony.PCIE_3_GIGABYTES_PER_SECOND)));
  }
}
