package dev.lockstep.core.sim.network;

/** Carries transfers over links that they share. */
public interface Network {

  /** Takes a transfer over, now; runs its {@code arrived} at the instant at which it is through. */
  void send(Transfer transfer);
}
