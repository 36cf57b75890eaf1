/**
 * What a scenario file says of its model.
 *
 * <p>May use: {@code scenario.key}.
 */
package dev.lockstep.scenarios.scenario.section.model;
