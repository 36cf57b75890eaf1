/**
 * From a scenario to what an engine needs: strategy, workload, cluster, and the cost of every
 * stage.
 *
 * <p>May use: {@code scenario}, {@code catalog}, {@code assembly}, and everything of the core.
 */
package dev.lockstep.scenarios.prepare;
