/**
 * Values of a scenario's tree, and what is learned, which needs nothing but these.
 *
 * <p>May use: {@code scenario.section}, Jackson.
 */
package dev.lockstep.scenarios.scenario.read.node;
