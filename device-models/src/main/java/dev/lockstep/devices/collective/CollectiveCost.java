package dev.lockstep.devices.collective;

/**
 * What one collective costs.
 *
 * @param seconds its time, alone on the links that {@link GroupShape} leaves it
 * @param algorithm how it is done
 * @param busBandwidthBytesPerSecond what each rank's link carries, in nccl-tests' counting
 * @param inFittedRange whether constants were fitted on collectives like this one; otherwise they
 *     are extrapolated or from data sheets
 */
public record CollectiveCost(
    double seconds,
    Algorithm algorithm,
    double busBandwidthBytesPerSecond,
    boolean inFittedRange) {}
