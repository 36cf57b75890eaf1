package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import java.util.List;

/**
 * A picture of curves as data, in pixels, from the upper left corner. Painters paint rules, bands,
 * targets, lines, labels, in this order.
 *
 * @param width of the picture
 * @param height of the picture
 * @param plot where curves are drawn; what goes beyond is cut off
 * @param rules grid lines
 * @param curves from the one that lies below all to the one in front
 * @param targets figures that were asked for
 * @param samples short lines of the legend, in the styles of curves
 * @param labels all text
 */
public record CurvePicture(
    int width,
    int height,
    Panel plot,
    List<Rule> rules,
    List<Drawn> curves,
    List<Rule> targets,
    List<Drawn> samples,
    List<Label> labels) {

  /** A straight line. */
  public record Rule(double fromX, double fromY, double toX, double toY) {}

  /**
   * A curve. The arrays are handed over, not copied.
   *
   * @param number decides its colour and dashes
   * @param thickness of its line
   * @param opacity of its line, from 0 to 1
   * @param bandOpacity of what lies between its runs
   * @param xs of its points
   * @param ys of their means
   * @param uppers of the most of the runs
   * @param lowers of the least of the runs
   */
  public record Drawn(
      int number,
      double thickness,
      double opacity,
      double bandOpacity,
      double[] xs,
      double[] ys,
      double[] uppers,
      double[] lowers) {

    /** Whether its runs differ anywhere. */
    boolean hasBand() {
      for (int i = 0; i < xs.length; i++) {
        if (lowers[i] - uppers[i] > 0) {
          return bandOpacity > 0;
        }
      }
      return false;
    }
  }

  /** Copies the lists. */
  public CurvePicture {
    rules = List.copyOf(rules);
    curves = List.copyOf(curves);
    targets = List.copyOf(targets);
    samples = List.copyOf(samples);
    labels = List.copyOf(labels);
  }
}
