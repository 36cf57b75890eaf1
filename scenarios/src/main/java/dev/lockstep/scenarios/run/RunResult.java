package dev.lockstep.scenarios.run;

import dev.lockstep.scenarios.consumption.Consumption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The figures of one run, named and ordered as the result format has them. A figure without a basis
 * is absent.
 *
 * @param scenario name of the scenario
 * @param strategy name of the strategy
 * @param strategyOptions its options with their values; absent if it has none
 * @param engine what made the timelines
 * @param devices number of devices, over all replicas and groups
 * @param parallelism the degrees that multiply to the devices, and the expert-parallel degree;
 *     absent if the cluster has no devices of a kind
 * @param iterations measured iterations
 * @param iterationTimeMs steady state: between the completions of the last two iterations
 * @param iterationTimesMs the same for each measured iteration
 * @param makespanMs one iteration alone: last end minus first start over all devices
 * @param spanMs one iteration alone: largest of the devices' own spans
 * @param bubbleFraction one iteration alone: 1 - busy / (devices x makespan)
 * @param spanBubbleFraction one iteration alone: 1 - busy of the busiest device / span
 * @param criticalPathMs one iteration alone: time on the longest dependent chain, by operation
 * @param utilisation busy share of steady state
 * @param usefulUtilisation share that end-to-end training would also have computed
 * @param samplesPerSecond samples of an iteration, over all replicas, over its time
 * @param tokensPerSecond the same in tokens
 * @param tokensPerSecondPerDevice the same for each device
 * @param tflopsPerDevice 10^12 floating-point operations a second and device, recomputation counted
 * @param mfu operations that the model needs over what the devices' peak would do in the time
 * @param hfu the same with recomputation counted
 * @param communicationMs transfers of one iteration, per device
 * @param exposedCommunicationMs waiting for transfers in one iteration, per device
 * @param fits whether every device's peak stays within its memory
 * @param memoryHeadroomBytes what is left of its memory on the fullest device; below 0 what it
 *     lacks
 * @param staleness by stage
 * @param weightVersions by stage
 * @param perDevice figures of each device; of ranks that hold the same stages one stands for all
 * @param links shared links that transfers take, the busiest first; absent if links are private
 * @param timeToTrainDays days of the whole training if nothing fails
 * @param energyJoules energy of an iteration, of all devices, nodes and the building
 * @param costUsd US dollars of an iteration
 * @param carbonKg carbon dioxide equivalent of an iteration's energy
 * @param job energy, money and carbon of the whole training
 * @param notes assumptions that the figures rest on
 * @param provenance where the figures come from
 */
public record RunResult(
    String scenario,
    String strategy,
    Optional<Map<String, Object>> strategyOptions,
    String engine,
    int devices,
    Optional<Map<String, Integer>> parallelism,
    int iterations,
    double iterationTimeMs,
    List<Double> iterationTimesMs,
    double makespanMs,
    double spanMs,
    double bubbleFraction,
    double spanBubbleFraction,
    Map<String, Double> criticalPathMs,
    double utilisation,
    double usefulUtilisation,
    OptionalDouble samplesPerSecond,
    OptionalDouble tokensPerSecond,
    OptionalDouble tokensPerSecondPerDevice,
    OptionalDouble tflopsPerDevice,
    OptionalDouble mfu,
    OptionalDouble hfu,
    double communicationMs,
    double exposedCommunicationMs,
    Optional<Boolean> fits,
    OptionalLong memoryHeadroomBytes,
    List<Integer> staleness,
    List<Integer> weightVersions,
    List<DeviceResult> perDevice,
    Optional<List<LinkResult>> links,
    OptionalDouble timeToTrainDays,
    OptionalDouble energyJoules,
    OptionalDouble costUsd,
    OptionalDouble carbonKg,
    Optional<Consumption.Whole> job,
    List<String> notes,
    Provenance provenance) {

  /** Copies the lists. */
  public RunResult {
    iterationTimesMs = List.copyOf(iterationTimesMs);
    staleness = List.copyOf(staleness);
    weightVersions = List.copyOf(weightVersions);
    perDevice = List.copyOf(perDevice);
    links = links.map(List::copyOf);
    notes = List.copyOf(notes);
  }

  /**
   * Figures of one device.
   *
   * @param name what reports call it
   * @param stages the stages placed on it
   * @param forwardMs forward of one micro-batch through its stages, as a profiler shows it: without
   *     the gaps and the load of a training step
   * @param backwardMs the same of its backward, recomputation included
   * @param busyMs computing, per steady iteration
   * @param idleMs the rest of a steady iteration
   * @param utilisation busy share of a steady iteration
   * @param peakInFlight stashes held at once, at most, counted per stage and micro-batch
   * @param peakMemoryBytes bytes held at once, at most, of the categories listed
   * @param peakMemoryAtMs when that was, from the start of the run
   * @param memory composition at the peak, by category
   */
  public record DeviceResult(
      String name,
      List<Integer> stages,
      double forwardMs,
      double backwardMs,
      double busyMs,
      double idleMs,
      double utilisation,
      int peakInFlight,
      OptionalLong peakMemoryBytes,
      OptionalDouble peakMemoryAtMs,
      Optional<Map<String, Long>> memory) {}

  /**
   * What transfers do to one link in steady state. Collectives take no links.
   *
   * @param name of the link, in one direction; its devices are numbered over all ranks
   * @param bytesPerIteration bytes carried for an iteration
   * @param utilisation these bytes over what the link could carry in the time of an iteration
   */
  public record LinkResult(
      String name, OptionalDouble bytesPerIteration, OptionalDouble utilisation) {}

  /**
   * Where figures come from.
   *
   * @param version of this program
   * @param calibration what the costs rest on
   * @param seed of all that is random
   * @param host system and Java version
   */
  public record Provenance(String version, String calibration, long seed, String host) {}
}
