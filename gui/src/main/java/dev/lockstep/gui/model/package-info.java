/**
 * What a viewer knows without drawing: which part of a run is in sight, how one moves there, what
 * is selected. Knows no JavaFX.
 *
 * <p>May use: {@code scenarios}, {@code sim-core}.
 */
package dev.lockstep.gui.model;
