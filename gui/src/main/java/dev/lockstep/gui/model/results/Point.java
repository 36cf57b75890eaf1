package dev.lockstep.gui.model.results;

/**
 * A row as a point.
 *
 * @param row index of it in its table
 * @param x its figure across
 * @param y its figure up
 */
public record Point(int row, double x, double y) {}
