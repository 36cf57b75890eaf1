/**
 * Runs one below the other: what of them stands at the same place.
 *
 * <p>May use: {@code gui.desk}, {@code gui.view}, {@code gui.model}, {@code scenarios}, JavaFX.
 */
package dev.lockstep.gui.compare;
