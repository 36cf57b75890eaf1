package dev.lockstep.devices.collective;

/**
 * Reduction by the switch of a node (NVLink SHARP, NCCL's NVLS): every rank sends its buffer once
 * and receives the sum once, so bus bandwidth exceeds the wire's. It starts slower than the ring,
 * so it is used only from the size on where it ends earlier.
 *
 * @param latencySeconds time of a small all-reduce
 * @param busBandwidthBytesPerSecond at large sizes, in nccl-tests' counting
 * @param fromRanks least ranks in the node with which NCCL was seen to use it
 */
public record InSwitchReduction(
    double latencySeconds, double busBandwidthBytesPerSecond, int fromRanks) {

  /** Time of an all-reduce. */
  double seconds(double sentBytes) {
    return latencySeconds + sentBytes / busBandwidthBytesPerSecond;
  }
}
