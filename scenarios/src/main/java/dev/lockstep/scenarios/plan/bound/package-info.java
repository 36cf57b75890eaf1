/**
 * Lower bounds of time, memory, energy and money, with the proofs that they never discard the best
 * plan.
 *
 * <p>May use: {@code plan.space}, {@code prepare}, {@code assembly}, {@code consumption}, and the
 * modules below.
 */
package dev.lockstep.scenarios.plan.bound;
