/**
 * The contract of a strategy: what it sees ({@link dev.lockstep.core.strategy.Workload}), what it
 * returns (a schedule) and what it promises ({@link dev.lockstep.core.strategy.Promises}).
 *
 * <p>May use: {@code schedule}.
 */
package dev.lockstep.core.strategy;
