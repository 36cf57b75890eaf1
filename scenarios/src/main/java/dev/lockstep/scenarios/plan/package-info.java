/**
 * Searches the ways to spread a model over devices: candidates, lower bounds of what each takes,
 * and a best-first search that runs only those that could still win.
 *
 * <p>May use: {@code scenario}, {@code catalog}, {@code assembly}, {@code prepare}, {@code run}, and
 * the modules below.
 */
package dev.lockstep.scenarios.plan;
