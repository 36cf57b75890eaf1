/**
 * Fits constants of a device on the measured rows that are set apart for it.
 *
 * <p>May use: {@code validation.row}, {@code validation.subject}, {@code hardware}, and the fits of
 * the device models.
 */
package dev.lockstep.scenarios.validation.fit;
