/**
 * Orders of work that a user wrote down: the strategy that carries one out, and the way back from a
 * schedule to an order.
 *
 * <p>May use: {@code order.form}, {@code core.schedule}, {@code core.strategy}, {@code
 * core.metrics} and {@code core.replay}, which say what an order shows.
 */
package dev.lockstep.scenarios.order;
