package dev.lockstep.core.sim;

/**
 * What happens where several transfers take the same link at a time.
 *
 * <p>Whether several transfers from one device to the same other one are under way at once is not
 * said here but by their link lane: with {@link dev.lockstep.core.schedule.Dispatch#CONCURRENT
 * CONCURRENT} lanes they are, with {@code IN_ORDER} lanes they go one after another, as over one
 * connection, and share only with other connections.
 */
public enum Sharing {
  /** Nothing: each takes as long as it would alone. */
  PRIVATE,
  /** They take turns, first come, first served; a transfer holds all links of its route. */
  FIFO,
  /** They go at once, each at its max-min fair rate. */
  FAIR_SHARE
}
