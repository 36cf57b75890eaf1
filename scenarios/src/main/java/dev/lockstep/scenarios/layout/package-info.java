/**
 * Stages that are not one to a device: what their replicas exchange, and which stages and devices a
 * strategy gets that leaves the choice to the program.
 *
 * <p>May use: {@code core.model}, {@code core.cluster}, {@code core.schedule}, {@code
 * core.strategy}, {@code strategies}, {@code catalog}, {@code scenario}, {@code assembly}, and of
 * the device models collectives.
 */
package dev.lockstep.scenarios.layout;
