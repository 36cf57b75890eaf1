/**
 * Lower bounds of time and memory, with the proofs that they never discard the best plan.
 *
 * <p>May use: {@code plan.space}, {@code prepare}, {@code assembly}, and the modules below.
 */
package dev.lockstep.scenarios.plan.bound;
