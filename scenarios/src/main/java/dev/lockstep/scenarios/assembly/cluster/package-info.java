/**
 * The hardware of a scenario: looked up, and where the ranks of each group and the stages of the
 * pipeline lie on it.
 *
 * <p>May use: {@code scenario} sections, {@code hardware}, {@code collective} and {@code cluster}
 * of the core.
 */
package dev.lockstep.scenarios.assembly.cluster;
