package dev.lockstep.scenarios.catalog;

import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.order.CustomOrder;
import java.util.List;

/** Orders that users bring along. */
final class OwnOrders {
  private static final int MOST = 1024;
  private static final String FILE = "file";
  private static final String STAGES = "stagesPerDevice";

  private OwnOrders() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "custom",
                "an order from a file, in the text form of lockstep schedule or PyTorch's CSV",
                "-",
                options ->
                    options.has(FILE)
                        ? CustomOrder.of(
                            options.fileName(FILE),
                            options.fileText(FILE),
                            options.optionalInteger(STAGES))
                        : CustomOrder.missing())
            .taking(
                StrategyOption.file(FILE, "the order of one mini-batch; beside the scenario"),
                StrategyOption.integer(
                    STAGES, 1, MOST, "stages that share a device's cost; read off the order")));
  }
}
