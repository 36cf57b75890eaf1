/**
 * The part of a scenario that is about learning: data, network, optimizer, how long.
 *
 * <p>May use: {@code scenario.key}.
 */
package dev.lockstep.scenarios.scenario.section.learning;
