package dev.lockstep.devices.calibration.backend;

import dev.lockstep.devices.calibration.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's native library, and what it runs on. */
final class Backend {

  private Backend() {}

  static Machine start(int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads < 1 || threads > processors) {
      throw new IllegalArgumentException(
          "%d threads; this machine has %d processors".formatted(threads, processors));
    }
    try {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
      Nd4j.getEnvironment().setMaxThreads(threads);
      Nd4j.getEnvironment().setMaxMasterThreads(threads);
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
      Nd4j.factory().blas().setMaxThreads(threads);
      return new Machine(
          processor(), name(), threads, clock(threads).label(), processors, system());
    } catch (LinkageError | RuntimeException problem) {
      throw new BackendException(
          "ND4J does not start on %s: %s. Maybe the build fetched no natives for it (docs/calibration.md)."
              .formatted(system(), cause(problem)),
          problem);
    }
  }

  static Clock clock(int threads) {
    boolean ownTime = ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported();
    return threads == 1 && ownTime && Nd4j.getEnvironment().isCPU()
        ? Clock.PROCESSOR_TIME
        : Clock.ELAPSED_TIME;
  }

  private static String name() {
    boolean cpu = Nd4j.getEnvironment().isCPU();
    return "ND4J %s on %s with %s"
        .formatted(
            Optional.ofNullable(Nd4j.class.getPackage().getImplementationVersion())
                .orElse("1.0.0-M2.1"),
            cpu ? "the CPU" : "CUDA",
            Nd4j.factory().blas().getBlasVendor());
  }

  private static String system() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  /** Linux says it in a file; elsewhere the architecture has to do. */
  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElseGet(() -> System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }

  private static String cause(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
