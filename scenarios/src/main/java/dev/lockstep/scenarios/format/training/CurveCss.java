package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.curve.CurveStyle;
import java.util.List;
import java.util.stream.Collectors;

/** Styles of curves as classes of a page. */
final class CurveCss {

  private CurveCss() {}

  /** The class of a curve by its number. */
  static String name(int number) {
    return "c" + number % CurveStyle.count();
  }

  /** Rules for so many curves. */
  static String rules(int curves, boolean dark) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < Math.min(curves, CurveStyle.count()); i++) {
      CurveStyle style = CurveStyle.of(i);
      css.append(".c%d { --c: #%06x; ".formatted(i, dark ? style.darkRgb() : style.lightRgb()));
      css.append("--d: %s; }\n".formatted(dashes(style.dashes())));
    }
    return css.toString();
  }

  private static String dashes(List<Integer> dashes) {
    return dashes.isEmpty()
        ? "none"
        : dashes.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
