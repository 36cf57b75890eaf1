package dev.lockstep.scenarios.report.text;

import dev.lockstep.scenarios.report.window.SliceKind;

/**
 * What one column of a device's line shows.
 *
 * @param kind the kind that takes most of the column
 * @param microBatch the micro-batch of the longest slice of that kind in the column; -1 when idle
 */
record TextCell(SliceKind kind, int microBatch) {

  static final TextCell IDLE = new TextCell(SliceKind.IDLE, -1);

  /** The character for it: the micro-batch where slices can be told apart, otherwise the kind. */
  char symbol(boolean numbered, TextStyle style) {
    if (kind == SliceKind.IDLE) {
      return style.unicode() ? '\u00B7' : '.';
    }
    return numbered ? numberedSymbol(style.colour()) : kindLetter();
  }

  /** Colour tells the kinds apart; without it digits are forward and letters backward. */
  private char numberedSymbol(boolean colour) {
    int digit = microBatch % 10;
    return switch (kind) {
      case FORWARD -> (char) ('0' + digit);
      case BACKWARD, INPUT_GRADIENT -> (char) ((colour ? '0' : 'a') + digit);
      case WEIGHT_GRADIENT -> (char) ((colour ? '0' : 'A') + digit);
      default -> colour && kind != SliceKind.UPDATE ? (char) ('0' + digit) : otherLetter();
    };
  }

  /** Letters that no micro-batch has. */
  private char otherLetter() {
    return switch (kind) {
      case RECOMPUTE -> 'r';
      case AUXILIARY -> 'x';
      case AUXILIARY_FORWARD -> 'y';
      case AUXILIARY_BACKWARD -> 'z';
      case TANGENT -> 't';
      case UPDATE -> 'u';
      default -> '?';
    };
  }

  private char kindLetter() {
    return switch (kind) {
      case AUXILIARY, AUXILIARY_FORWARD, AUXILIARY_BACKWARD -> 'A';
      default -> kind.name().charAt(0);
    };
  }
}
