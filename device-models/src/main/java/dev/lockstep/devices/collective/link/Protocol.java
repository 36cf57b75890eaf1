package dev.lockstep.devices.collective.link;

/** How NCCL moves bytes from a rank to the next. */
public enum Protocol {
  /** LL: a flag beside every 4 bytes; soonest there, half of the bandwidth. */
  LOW_LATENCY,
  /** LL128: a flag in every 128 bytes; nearly as soon, 120 of 128 bytes of the bandwidth. */
  LOW_LATENCY_128,
  /** Simple: slices and a flag behind each; all of the bandwidth, a long way to the first slice. */
  SIMPLE
}
