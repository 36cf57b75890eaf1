/**
 * Orders of work that a user wrote down: two text forms, how they are read, and the strategy that
 * carries such an order out.
 *
 * <p>May use: {@code core.schedule}, {@code core.strategy}, {@code core.metrics} and {@code
 * core.replay}, which say what an order shows.
 */
package dev.lockstep.scenarios.order;
