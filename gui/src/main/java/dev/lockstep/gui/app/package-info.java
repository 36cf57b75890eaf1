/**
 * The application: its window, and how the command line opens it.
 *
 * <p>May use: everything in {@code gui}, {@code scenarios}, JavaFX.
 */
package dev.lockstep.gui.app;
