/**
 * What chance does to a scenario: how long steps and the whole training take, how sure that is, and
 * what failures cost.
 *
 * <p>May use: {@code scenario}, {@code prepare}, {@code run}, {@code disturbance}, {@code
 * reliability}, {@code montecarlo}.
 */
package dev.lockstep.scenarios.risk;
