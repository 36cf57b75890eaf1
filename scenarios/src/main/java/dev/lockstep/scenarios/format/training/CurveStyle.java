package dev.lockstep.scenarios.format.training;

import java.util.List;

/**
 * Colours of curves, and dashes once there are more curves than colours. The colours are Tableau's,
 * a little darker on white and lighter on black.
 */
final class CurveStyle {

  private static final List<String> LIGHT =
      List.of(
          "#2a6fb0", "#d9691f", "#2f8f3a", "#c0342f", "#7f52b0", "#8a5a44", "#c94f9f", "#5f6b73",
          "#9a8f10", "#0f95a5");
  private static final List<String> DARK =
      List.of(
          "#6fb1ee", "#ff9d52", "#6ccf74", "#ff7a72", "#b692e6", "#c69580", "#f08fcb", "#aab6bd",
          "#d8cd4b", "#4fd3e2");
  private static final List<String> DASHES = List.of("none", "7 4", "2 3", "9 3 2 3", "14 5");

  private CurveStyle() {}

  /** The class of a curve by its number; there are fifty, and then they begin again. */
  static String name(int number) {
    return "c" + number % (LIGHT.size() * DASHES.size());
  }

  /** Rules for so many curves. */
  static String css(int curves, boolean dark) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < Math.min(curves, LIGHT.size() * DASHES.size()); i++) {
      String colour = (dark ? DARK : LIGHT).get(i % LIGHT.size());
      css.append(".c%d { --c: %s; ".formatted(i, colour));
      css.append("--d: %s; }\n".formatted(DASHES.get(i / LIGHT.size())));
    }
    return css.toString();
  }
}
