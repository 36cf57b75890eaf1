/**
 * Nodes that paint and listen. What is drawn, and what a key or a wheel means, is decided in {@code
 * gui.model} and {@code scenarios.report.picture}.
 *
 * <p>May use: {@code gui.model}, {@code scenarios}, JavaFX.
 */
package dev.lockstep.gui.view;
