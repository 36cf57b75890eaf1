package dev.lockstep.gui.model.learning;

import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import java.util.Optional;

/**
 * A row of the legend: results, or a curve of the results above.
 *
 * @param key what others that stand in its place have too
 * @param learned the results
 * @param run the curve's; none in the row of the results
 * @param number decides the curve's colour
 */
public record LegendRow(String key, Learned learned, Optional<LearnedRun> run, int number) {}
