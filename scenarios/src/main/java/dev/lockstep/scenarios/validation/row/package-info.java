/**
 * Measured rows as files give them, one JSON line each.
 *
 * <p>May use: {@code scenario}'s readers and {@code subject}.
 */
package dev.lockstep.scenarios.validation.row;
