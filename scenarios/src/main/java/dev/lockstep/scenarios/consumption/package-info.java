/**
 * What the whole training takes: days, energy, money, carbon.
 *
 * <p>May use: {@code scenario}, {@code prepare}, {@code assembly.cluster}, {@code hardware},
 * Jackson.
 */
package dev.lockstep.scenarios.consumption;
