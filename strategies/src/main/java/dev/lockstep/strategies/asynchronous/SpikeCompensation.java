package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.ScheduleException;

/**
 * How {@link PipelinedBackpropagation} makes up for a gradient that comes late (Kosson et al.,
 * MLSys 2021: spike compensation). With velocity {@code v = mu v + g}, an update applies {@code a v
 * + b g} instead of {@code v}: at once what the gradient would have contributed by now, {@code 1 +
 * mu + ... + mu^delay}, then as much as ever. Its total stays {@code a / (1 - mu) + b = 1 / (1 -
 * mu)}.
 *
 * @param velocityShare {@code a = mu^delay}
 * @param gradientShare {@code b = (1 - mu^delay) / (1 - mu)}
 */
public record SpikeCompensation(double velocityShare, double gradientShare) {

  /**
   * The shares for a stage.
   *
   * @param momentum {@code mu}, at least 0 and below 1
   * @param delay staleness of the stage in updates, not negative
   * @throws ScheduleException if one of them is out of range
   */
  public static SpikeCompensation of(double momentum, int delay) {
    if (!(momentum >= 0 && momentum < 1) || delay < 0) {
      throw new ScheduleException(
          "spike compensation for momentum %s and delay %d; momentum is at least 0 and below 1, delay at least 0"
              .formatted(momentum, delay));
    }
    double velocityShare = Math.pow(momentum, delay);
    return new SpikeCompensation(velocityShare, (1 - velocityShare) / (1 - momentum));
  }
}
