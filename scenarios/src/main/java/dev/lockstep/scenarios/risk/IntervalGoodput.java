package dev.lockstep.scenarios.risk;

/**
 * What an interval between checkpoints would do, by the closed form.
 *
 * @param minutes of training between two checkpoints
 * @param goodput share of the time that is training and is not lost
 */
public record IntervalGoodput(double minutes, double goodput) {}
