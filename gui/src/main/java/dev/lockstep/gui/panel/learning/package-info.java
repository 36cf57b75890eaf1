/**
 * Curves of what networks learn, from files or from training that is begun here.
 *
 * <p>May use: {@code gui.desk}, {@code gui.model}, {@code gui.view}, {@code scenarios}, JavaFX.
 */
package dev.lockstep.gui.panel.learning;
