package dev.lockstep.core.trace;

import java.io.IOException;
import java.io.Writer;

/** The little JSON that a trace needs: quoted text, and nanoseconds as microseconds. */
final class JsonText {

  private JsonText() {}

  /** Writes a quoted, escaped string. */
  static void quote(Writer out, String text) throws IOException {
    out.write('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.write('\\');
        out.write(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.write("\\u%04x".formatted((int) c));
      } else {
        out.write(c);
      }
    }
    out.write('"');
  }

  /**
   * Writes nanoseconds as microseconds with exactly three decimals, without going through floating
   * point.
   */
  static void micros(Writer out, long nanos) throws IOException {
    long magnitude = Math.abs(nanos);
    if (nanos < 0) {
      out.write('-');
    }
    out.write(Long.toString(magnitude / 1000));
    out.write('.');
    int fraction = (int) (magnitude % 1000);
    out.write('0' + fraction / 100);
    out.write('0' + fraction / 10 % 10);
    out.write('0' + fraction % 10);
  }
}
