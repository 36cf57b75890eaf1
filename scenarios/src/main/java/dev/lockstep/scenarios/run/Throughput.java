package dev.lockstep.scenarios.run;

import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.consumption.IterationUse;
import dev.lockstep.scenarios.consumption.WholeTraining;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an iteration does, over all replicas.
 *
 * @param devices devices of all replicas
 * @param samples samples of an iteration; empty if unknown
 * @param tokens tokens of an iteration; empty if samples are no sequences
 * @param modelFlops operations that the model needs for an iteration, each device's share
 * @param hardwareFlops the same with recomputation
 * @param peakFlopsPerSecond of one device, mean over all
 */
record Throughput(
    long devices,
    OptionalDouble samples,
    OptionalDouble tokens,
    OptionalDouble modelFlops,
    OptionalDouble hardwareFlops,
    OptionalDouble peakFlopsPerSecond) {

  private static final double MS_PER_SECOND = 1e3;
  private static final double TERA = 1e12;

  static Throughput of(Scenario scenario, Preparation preparation) {
    int replicas =
        scenario.parallelism().map(ParallelismSection::data).orElse(OptionalInt.empty()).orElse(1);
    OptionalInt microBatch = scenario.training().microBatch();
    double microBatches = preparation.workload().microBatches();
    OptionalDouble samples =
        microBatch.isPresent()
            ? OptionalDouble.of(microBatch.getAsInt() * microBatches * replicas)
            : OptionalDouble.empty();
    if (preparation.network().isEmpty()) {
      return new Throughput(
          preparation.cluster().devices().size(),
          samples,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    NetworkStages network = preparation.network().get();
    long perReplica = scenario.parallelism().map(ParallelismSection::devicesPerReplica).orElse(1L);
    double all = network.execution().microBatch() * microBatches * replicas;
    int length = network.network().tokensPerSample();
    return new Throughput(
        perReplica * replicas,
        OptionalDouble.of(all),
        length > 1 ? OptionalDouble.of(all * length) : OptionalDouble.empty(),
        OptionalDouble.of(network.flops().modelFlops() * microBatches / perReplica),
        OptionalDouble.of(
            (network.flops().hardwareFlops() + preparation.repeatedFlops())
                * microBatches
                / perReplica),
        network.flops().peakFlopsPerSecond());
  }

  /**
   * Refuses a job of which the figures could not be told, before anything is run.
   *
   * @throws dev.lockstep.scenarios.prepare.RefusedException if there is no basis for what it asks
   */
  static void requireBasis(Scenario scenario, Preparation preparation) {
    if (scenario.job().isPresent()) {
      Throughput all = of(scenario, preparation);
      List<Double> idle = Collections.nCopies(preparation.workload().devices(), 0.0);
      WholeTraining.of(
          scenario, new IterationUse(1, idle, 0, all.devices(), all.samples(), all.tokens()));
    }
  }

  OptionalDouble samplesPerSecond(double iterationMs) {
    return perSecond(samples, iterationMs, 1);
  }

  OptionalDouble tokensPerSecond(double iterationMs) {
    return perSecond(tokens, iterationMs, 1);
  }

  OptionalDouble tokensPerSecondPerDevice(double iterationMs) {
    return perSecond(tokens, iterationMs, (double) devices);
  }

  OptionalDouble tflopsPerDevice(double iterationMs) {
    return perSecond(hardwareFlops, iterationMs, TERA);
  }

  OptionalDouble mfu(double iterationMs) {
    return ofPeak(modelFlops, iterationMs);
  }

  OptionalDouble hfu(double iterationMs) {
    return ofPeak(hardwareFlops, iterationMs);
  }

  private OptionalDouble ofPeak(OptionalDouble flops, double iterationMs) {
    return peakFlopsPerSecond.isPresent()
        ? perSecond(flops, iterationMs, peakFlopsPerSecond.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble perSecond(OptionalDouble amount, double iterationMs, double unit) {
    return amount.isEmpty() || iterationMs == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(amount.getAsDouble() / iterationMs * MS_PER_SECOND / unit);
  }
}
