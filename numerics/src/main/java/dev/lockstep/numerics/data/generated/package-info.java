/**
 * Sets that need no file: points of clusters and spirals, images of glyphs, and text of a grammar,
 * all from a seed.
 *
 * <p>May use: {@code data}, {@code data.samples}, {@code data.generated.glyph}, {@code
 * data.generated.grammar}.
 */
package dev.lockstep.numerics.data.generated;
