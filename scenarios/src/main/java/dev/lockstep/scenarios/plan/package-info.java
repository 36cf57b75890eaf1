/**
 * The search for the best way to spread a model over devices: best first by lower bounds, so that
 * only what could still win is run.
 *
 * <p>May use: {@code plan.space}, {@code plan.bound}, {@code prepare}, {@code run}, {@code
 * consumption}, and the modules below.
 */
package dev.lockstep.scenarios.plan;
