/**
 * How glyphs are drawn: strokes of letters, typefaces made up from them or installed, warps, noise
 * and clutter, rendered by Java2D.
 *
 * <p>May use: the JDK's {@code java.awt} without a display.
 */
package dev.lockstep.numerics.data.generated.glyph;
