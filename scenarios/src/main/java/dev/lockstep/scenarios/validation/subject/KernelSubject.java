package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.scenarios.assembly.timing.DeviceTimes;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.hardware.HardwareCatalog;
import dev.lockstep.scenarios.hardware.HardwareException;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A matrix product measured alone: {@code timeUs} from launch to end, and {@code tflops}. */
final class KernelSubject implements Subject {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(KernelSubject.class, "kernel.schema.json");
  private static final double US = 1e6;
  private static final double TERA = 1e12;

  private final JsonNode tree;
  private final Path folder;

  /**
   * A kernel inside a row.
   *
   * @param file the file that holds the row
   */
  KernelSubject(JsonNode tree, Path file) {
    this.tree = tree;
    this.folder = file.toAbsolutePath().getParent();
  }

  @Override
  public PredictedFigures predict() {
    try {
      SCHEMA.require(tree, "kernel");
      return figures();
    } catch (ScenarioException | HardwareException e) {
      throw new RefusalException(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new RefusalException("kernel: " + e.getMessage());
    }
  }

  private PredictedFigures figures() {
    DeviceModel device = HardwareCatalog.standard().device(tree.get("device").asText(), folder);
    Precision precision =
        Precision.valueOf(tree.get("precision").asText().toUpperCase(Locale.ROOT));
    MatrixProduct product =
        new MatrixProduct(
            tree.path("batch").asLong(1),
            tree.get("m").longValue(),
            tree.get("n").longValue(),
            tree.get("k").longValue());
    DeviceTimes times =
        DeviceTimes.of(device, precision, Framework.MEGATRON, FittedConstants.standard());
    double seconds = times.benchmarkSeconds(product);
    boolean fitted = product.batch() == 1 && times.kernels().inFittedRange(product);
    return new FiguresAlone(
        Map.of("timeUs", seconds * US, "tflops", product.flops() / seconds / TERA), fitted);
  }
}
