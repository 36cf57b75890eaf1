package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.timeline.Timeline;
import java.util.List;

/**
 * A picture of a timeline as data: everything that is to be drawn, in pixels, from the upper left
 * corner. Writers only paint, in the order panels, lines, strips, boxes, marks, labels. A lane's
 * panel has the colour of idle; what covers it is work.
 *
 * @param title the title, also drawn as a label
 * @param width width of the picture
 * @param height height of the picture
 * @param panels the lanes
 * @param lines grid lines behind the slices
 * @param strips slices too narrow to be drawn one by one
 * @param boxes slices
 * @param marks ends of iterations, in front of the slices
 * @param swatches colours of the legend
 * @param labels all text
 */
public record TimelinePicture(
    String title,
    int width,
    int height,
    List<Panel> panels,
    List<Line> lines,
    List<Strip> strips,
    List<Box> boxes,
    List<Line> marks,
    List<Box> swatches,
    List<Label> labels) {

  /**
   * The surface of a lane, or of one of the rows of a link that carries several transfers at once.
   */
  public record Panel(double x, double y, double width, double height) {}

  /**
   * A rectangle.
   *
   * @param rgb its colour, that of its kind or paler; eight bits each
   * @param tooltip may be empty
   */
  public record Box(
      SliceKind kind, int rgb, double x, double y, double width, double height, String tooltip) {}

  /** A thin vertical line. */
  public record Line(double x, double fromY, double toY) {}

  /** Which point of a text lies at its x. */
  public enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }

  /** How a text is coloured. */
  public enum Tone {
    /** Nearly black. */
    DARK,
    /** Grey, for what is beside the point. */
    MUTED,
    /** White, on a dark slice. */
    LIGHT,
    /** Nearly black and bold. */
    BOLD
  }

  /** A line of text; y is that of its baseline. */
  public record Label(double x, double y, String text, double size, Anchor anchor, Tone tone) {}

  /** Copies the lists. */
  public TimelinePicture {
    panels = List.copyOf(panels);
    lines = List.copyOf(lines);
    strips = List.copyOf(strips);
    boxes = List.copyOf(boxes);
    marks = List.copyOf(marks);
    swatches = List.copyOf(swatches);
    labels = List.copyOf(labels);
  }

  /** Lays out a timeline. */
  public static TimelinePicture of(Timeline timeline, PictureOptions options) {
    return new TimelineLayout(timeline, options).picture();
  }
}
