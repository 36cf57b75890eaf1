package dev.lockstep.scenarios.format.curve;

import java.util.List;

/**
 * How a curve is drawn. The colours are Tableau's, a little darker on white and lighter on black;
 * where there are more curves than colours dashes tell them apart.
 *
 * @param lightRgb its colour on white: red, green and blue, eight bits each
 * @param darkRgb its colour on black
 * @param dashes lengths of its dashes and of the gaps between them; none if it is whole
 */
public record CurveStyle(int lightRgb, int darkRgb, List<Integer> dashes) {

  private static final List<Integer> LIGHT =
      List.of(
          0x2a6fb0, 0xd9691f, 0x2f8f3a, 0xc0342f, 0x7f52b0, 0x8a5a44, 0xc94f9f, 0x5f6b73, 0x9a8f10,
          0x0f95a5);
  private static final List<Integer> DARK =
      List.of(
          0x6fb1ee, 0xff9d52, 0x6ccf74, 0xff7a72, 0xb692e6, 0xc69580, 0xf08fcb, 0xaab6bd, 0xd8cd4b,
          0x4fd3e2);
  private static final List<List<Integer>> DASHES =
      List.of(List.of(), List.of(7, 4), List.of(2, 3), List.of(9, 3, 2, 3), List.of(14, 5));

  /** Copies the list. */
  public CurveStyle {
    dashes = List.copyOf(dashes);
  }

  /** Of a curve by its number, from 0; there are fifty, and then they begin again. */
  public static CurveStyle of(int number) {
    return of(number, number / LIGHT.size());
  }

  /** The same colours, but neighbours have other dashes too, so that they can do without colour. */
  public static CurveStyle withoutColour(int number) {
    return of(number, number + number / LIGHT.size());
  }

  private static CurveStyle of(int colour, int dashes) {
    int place = colour % LIGHT.size();
    return new CurveStyle(LIGHT.get(place), DARK.get(place), DASHES.get(dashes % DASHES.size()));
  }

  /** How many there are. */
  public static int count() {
    return LIGHT.size() * DASHES.size();
  }
}
