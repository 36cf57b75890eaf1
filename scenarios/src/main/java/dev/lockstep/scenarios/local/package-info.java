/**
 * Holds predictions against runs on this machine: calibrates, predicts, executes, compares.
 *
 * <p>May use: {@code core}, {@code strategies}, {@code numerics.run}, {@code numerics.threads},
 * {@code train}, {@code format}, Jackson.
 */
package dev.lockstep.scenarios.local;
