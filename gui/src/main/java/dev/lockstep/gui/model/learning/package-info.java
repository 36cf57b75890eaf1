/**
 * What networks learn, as curves: what is drawn, what is said of a point, and training while one
 * watches. Knows no JavaFX.
 *
 * <p>May use: {@code gui.model}, {@code scenarios}.
 */
package dev.lockstep.gui.model.learning;
