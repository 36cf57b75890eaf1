/**
 * Results of a study as they are looked at: columns, a filter, points with their Pareto front, a
 * heat map. What is drawn by default, and which rows are on the front, is as on the page of {@code
 * lockstep report}. Knows no JavaFX.
 *
 * <p>May use: {@code gui.model}, {@code scenarios}.
 */
package dev.lockstep.gui.model.results;
