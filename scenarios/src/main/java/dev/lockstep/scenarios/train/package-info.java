/**
 * Scenarios whose schedules are carried out on tensors: data and network made of a scenario's
 * words, and what came of several seeds.
 *
 * <p>May use: {@code scenario}, {@code catalog}, {@code prepare}, {@code run}, {@code numerics},
 * Commons Statistics.
 */
package dev.lockstep.scenarios.train;
