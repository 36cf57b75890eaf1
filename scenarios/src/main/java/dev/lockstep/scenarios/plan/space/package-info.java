/**
 * What a planner chooses from: problems, candidates, and the hardware that they are held against.
 *
 * <p>May use: {@code scenario}, {@code catalog}, {@code hardware}, {@code assembly}.
 */
package dev.lockstep.scenarios.plan.space;
