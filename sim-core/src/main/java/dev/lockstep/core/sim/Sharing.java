package dev.lockstep.core.sim;

/** What happens where several transfers take the same link at a time. */
public enum Sharing {
  /** Nothing: each takes as long as it would alone. */
  PRIVATE,
  /** They take turns, first come, first served; a transfer holds all links of its route. */
  FIFO,
  /** They go at once, each at its max-min fair rate. */
  FAIR_SHARE
}
