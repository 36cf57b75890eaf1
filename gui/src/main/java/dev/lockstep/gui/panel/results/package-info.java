/**
 * Results of a study beside the timelines: rows as a table, as points with their Pareto front, as a
 * heat map, linked with each other; each row opens as a run. What is shown comes from {@code
 * gui.model.results}.
 *
 * <p>May use: {@code gui.desk}, {@code gui.model}, {@code gui.view}, {@code scenarios}, JavaFX.
 */
package dev.lockstep.gui.panel.results;
