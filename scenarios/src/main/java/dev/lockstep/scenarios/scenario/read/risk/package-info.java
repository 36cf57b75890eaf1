/**
 * What a scenario says about chance and about the whole training, from its tree.
 *
 * <p>May use: {@code scenario.section.risk}, {@code scenario.read.node}, {@code scenario.source},
 * Jackson.
 */
package dev.lockstep.scenarios.scenario.read.risk;
