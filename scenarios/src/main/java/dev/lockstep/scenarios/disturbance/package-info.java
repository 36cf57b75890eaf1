/**
 * Durations as they are on real machines: each task a little longer or shorter, some devices and
 * links slow. The same task of the same repetition meets the same luck under every strategy.
 *
 * <p>May use: {@code scenario}, {@code prepare}, {@code montecarlo}, {@code core.schedule}, {@code
 * core.cost}, Commons Statistics.
 */
package dev.lockstep.scenarios.disturbance;
