package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.format.curve.CurveStyle;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.List;

/**
 * A curve's colour and dashes on a ground. With hatching, and in high contrast, neighbours have
 * other dashes too.
 *
 * @param rgb red, green and blue, eight bits each
 * @param dashes lengths of dashes and gaps; none if the line is whole
 */
public record CurveColour(int rgb, List<Integer> dashes) {

  /** Copies the list. */
  public CurveColour {
    dashes = List.copyOf(dashes);
  }

  /** Of a curve by its number. */
  public static CurveColour of(int number, Palette palette) {
    boolean plain = !palette.hatching() && palette.ground() != Palette.Ground.HIGH_CONTRAST;
    CurveStyle style = plain ? CurveStyle.of(number) : CurveStyle.withoutColour(number);
    return new CurveColour(palette.isDark() ? style.darkRgb() : style.lightRgb(), style.dashes());
  }
}
