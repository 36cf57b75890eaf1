/**
 * What a scenario says about chance and about the whole training: disturbed times, failures, how
 * much is to be trained, power and prices.
 *
 * <p>May use: {@code scenario.key}.
 */
package dev.lockstep.scenarios.scenario.section.risk;
