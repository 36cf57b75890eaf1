/**
 * What a scenario file says of its cluster.
 *
 * <p>May use: {@code scenario.key}.
 */
package dev.lockstep.scenarios.scenario.section.cluster;
