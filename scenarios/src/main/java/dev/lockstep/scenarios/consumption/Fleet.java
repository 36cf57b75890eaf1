package dev.lockstep.scenarios.consumption;

import dev.lockstep.scenarios.hardware.HardwareCatalog;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;

/**
 * What a job occupies.
 *
 * @param devices over all replicas
 * @param nodes that hold them
 */
public record Fleet(long devices, long nodes) {

  /** So many devices of a cluster; ideal ones are nodes of their own. */
  public static Fleet of(ClusterSection cluster, long devices) {
    long each =
        cluster
            .preset()
            .map(name -> (long) HardwareCatalog.standard().cluster(name).node().devicesPerNode())
            .orElseGet(() -> described(cluster, devices));
    return new Fleet(devices, (devices + each - 1) / each);
  }

  /** As {@code ClusterSetups} reads it: without a word about nodes all devices are in one. */
  private static long described(ClusterSection cluster, long devices) {
    boolean together = cluster.ideal().isEmpty() && cluster.nodes().isEmpty();
    return cluster.devicesPerNode().orElse(together ? Math.toIntExact(devices) : 1);
  }
}
